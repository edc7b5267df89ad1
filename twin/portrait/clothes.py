"""Neck, what is worn under the coat, the white coat, stethoscope and what a hand holds. Units: 400 × 456."""

from twin.persona.appearance import PortraitDrawing
from twin.portrait.shades import darker, lighter

_COAT, _EDGE = "#fafcff", "#c9d5e2"


def body(drawing: PortraitDrawing) -> str:
    """Draw everything below the chin."""
    parts = [_shoulders(drawing), _neck(drawing), _garment(drawing)]
    if drawing.coat:
        parts.append(_lapels())
    if drawing.stethoscope:
        parts.append(_stethoscope(drawing))
    parts.append(_held(drawing))
    return "".join(parts)


def _neck(drawing: PortraitDrawing) -> str:
    """Draw the neck with the chin's shadow on it."""
    shade = darker(drawing.skin, 0.2)
    half = 27 if drawing.face == "lean" or drawing.lashes else 32
    left, right = 200 - half, 200 + half
    return (
        f'<path d="M{left} 262V318C{left - 2} 332 {left - 14} 338 {left - 24} 342L200 384L{right + 24} 342C{right + 14} 338 {right + 2} 332 {right} 318V262Z" '
        f'fill="{drawing.skin}"/><path d="M{left} 284C{left + 14} 312 {right - 14} 312 {right} 284V304C{right - 14} 326 {left + 14} 326 {left} 304Z" '
        f'fill="{shade}" opacity=".55"/>'
    )


def _shoulders(drawing: PortraitDrawing) -> str:
    """Draw the trunk: the coat, or the garment alone."""
    fill, edge = (
        (_COAT, _EDGE) if drawing.coat else (drawing.garment_colour, darker(drawing.garment_colour, 0.15))
    )
    wide = 0 if drawing.lashes else 10
    return (
        f'<path d="M{34 - wide} 480C{34 - wide} 392 {66 - wide} 362 126 346C150 340 164 334 168 326H232C236 334 250 340 274 346C{334 + wide} 362 '
        f'{366 + wide} 392 {366 + wide} 480Z" fill="{fill}" stroke="{edge}" stroke-width="2"/>'
        f'<path d="M92 480C94 430 92 414 86 398M308 480C306 430 308 414 314 398" fill="none" stroke="{edge}" stroke-width="2.4" stroke-linecap="round"/>'
        f'<path d="M{36 - wide} 456C{38 - wide} 416 50 392 66 378C58 402 62 430 64 456Z" fill="{edge}" opacity=".35"/>'
    )


def _garment(drawing: PortraitDrawing) -> str:
    """Draw what shows between the lapels, with its collar."""
    colour = drawing.garment_colour
    dark, light = darker(colour, 0.2), lighter(colour, 0.14)
    if drawing.garment == "roll_neck":
        return (
            f'<path d="M148 342L166 322C176 334 224 334 234 322L252 342L214 480H186Z" fill="{colour}"/>'
            f'<path d="M165 300C176 312 224 312 235 300L238 330C224 344 176 344 162 330Z" fill="{light}"/>'
            f'<path d="M174 312v22M187 315v24M200 316v25M213 315v24M226 312v22" fill="none" stroke="{dark}" stroke-width="2" stroke-linecap="round" opacity=".55"/>'
        )
    if drawing.garment in ("jumper", "cardigan"):
        knitted = (
            f'<path d="M200 390V480" stroke="{dark}" stroke-width="2.4"/><circle cx="207" cy="414" r="3.6" fill="{light}"/>'
            f'<circle cx="207" cy="440" r="3.6" fill="{light}"/><path d="M166 334L200 394L234 334" fill="none" stroke="{dark}" stroke-width="5"/>'
            if drawing.garment == "cardigan"
            else f'<path d="M182 400v70M194 404v70M206 404v70M218 400v70" stroke="{dark}" stroke-width="1.6" opacity=".4"/>'
            f'<path d="M164 340C176 384 224 384 236 340" fill="none" stroke="{dark}" stroke-width="9" opacity=".55"/>'
        )
        return (
            f'<path d="M146 344L166 328L234 328L254 344L214 480H186Z" fill="{colour}"/>{knitted}'
            f'<path d="M174 326L226 326L200 376Z" fill="{drawing.skin}"/>'
            f'<path d="M172 322L200 372L183 380L160 336ZM228 322L200 372L217 380L240 336Z" fill="#fff" stroke="{_EDGE}" '
            'stroke-width="1.6" stroke-linejoin="round"/>'
        )
    tie = (
        f'<path d="M190 366h20l-3 14l9 62l-16 18l-16 -18l9 -62Z" fill="{drawing.tie_colour}"/>'
        f'<path d="M193 380h14" stroke="{darker(drawing.tie_colour, 0.25)}" stroke-width="2.4"/>'
        if drawing.garment == "shirt_tie"
        else f'<path d="M200 384V456" stroke="{dark}" stroke-width="2"/><circle cx="200" cy="408" r="2.6" fill="{light}"/><circle cx="200" cy="434" r="2.6" fill="{light}"/>'
    )
    if drawing.garment == "scrubs":
        tie = ""
    point = 366 if drawing.garment == "shirt_tie" else 378
    collar = (
        f'<path d="M168 322L200 {point}L182 390L156 338ZM232 322L200 {point}L218 390L244 338Z" fill="{light}" stroke="{dark}" '
        'stroke-width="1.6" stroke-linejoin="round"/>'
        if drawing.garment != "scrubs"
        else ""
    )
    front = f"M146 344L166 328L200 {point}L234 328L254 344L214 480H186Z"
    return f'<path d="{front}" fill="{colour}"/>{tie}{collar}'


def _lapels() -> str:
    """Draw the coat's lapels and pocket over the garment."""
    return (
        f'<path d="M156 336C146 340 138 342 128 346L140 402L124 410L176 456H188Z" fill="{_COAT}" stroke="{_EDGE}" stroke-width="2.2" stroke-linejoin="round"/>'
        f'<path d="M244 336C254 340 262 342 272 346L260 402L276 410L224 456H212Z" fill="{_COAT}" stroke="{_EDGE}" stroke-width="2.2" stroke-linejoin="round"/>'
        f'<path d="M272 428h40" stroke="{_EDGE}" stroke-width="3" stroke-linecap="round"/>'
    )


def _stethoscope(drawing: PortraitDrawing) -> str:
    """Draw the stethoscope around the neck, and what is clipped to it."""
    tube = "#2a3d5c"
    charm = ""
    if drawing.charm == "bear":
        charm = (
            '<g fill="#a9743f"><circle cx="129" cy="392" r="5.5"/><circle cx="145" cy="392" r="5.5"/><ellipse cx="137" cy="414" rx="11" ry="12"/>'
            '<circle cx="137" cy="399" r="11"/></g><ellipse cx="137" cy="403" rx="5" ry="4" fill="#e6c79c"/><circle cx="133" cy="397" r="1.5" fill="#2b1d12"/>'
            '<circle cx="141" cy="397" r="1.5" fill="#2b1d12"/><circle cx="137" cy="401.5" r="1.5" fill="#2b1d12"/><path d="M128 410q9 6 18 0" stroke="#c2503f" stroke-width="3.4" fill="none"/>'
        )
    return (
        f'<path d="M152 334C136 352 132 376 137 404M248 334C266 356 270 384 262 412" fill="none" stroke="{tube}" stroke-width="6.5" stroke-linecap="round"/>'
        f'<circle cx="260" cy="424" r="13" fill="#dfe6ef" stroke="{tube}" stroke-width="4.5"/><circle cx="260" cy="424" r="5" fill="#9fb1c8"/>{charm}'
    )


def _held(drawing: PortraitDrawing) -> str:
    """Draw a hand with a notebook or a glass slide."""
    if drawing.held == "none":
        return ""
    shade = darker(drawing.skin, 0.17)
    fingers = (
        f'<path d="M318 456C314 440 318 424 330 420C342 417 352 424 354 436L356 456Z" fill="{drawing.skin}"/>'
        f'<path d="M328 436c6 -3 14 -3 20 0M328 446c6 -3 14 -3 20 0" fill="none" stroke="{shade}" stroke-width="2" stroke-linecap="round"/>'
    )
    if drawing.held == "notebook":
        return (
            '<g transform="rotate(-8 322 420)"><rect x="290" y="376" width="62" height="86" rx="5" fill="#2f63ad"/>'
            '<rect x="290" y="376" width="11" height="86" rx="4" fill="#23497f"/><rect x="310" y="394" width="32" height="16" rx="3" fill="#eaf1fb"/></g>'
            + fingers
        )
    return (
        '<g transform="rotate(14 334 398)"><rect x="318" y="362" width="28" height="66" rx="2.5" fill="#d9eef5" fill-opacity=".85" stroke="#8fb6c6" stroke-width="1.8"/>'
        '<rect x="318" y="362" width="28" height="15" rx="2" fill="#fff"/><circle cx="332" cy="398" r="7.5" fill="#d9799b" opacity=".75"/></g>'
        + fingers
    )
