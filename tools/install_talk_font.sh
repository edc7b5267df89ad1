#!/bin/sh
# Chinese slides and captions need a Chinese font. Where we may, we install it; where we may not, we say how.
set -eu
ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing fonts-noto-cjk"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends fonts-noto-cjk >/dev/null
else
    echo "Chinese talks need a Chinese font: sudo apt-get install fonts-noto-cjk" >&2
fi
