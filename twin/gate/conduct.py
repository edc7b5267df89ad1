"""Rule: nothing is sold, nobody is frightened, blamed or insulted, and nobody's data is told."""

from twin.gate.pattern_set import PatternSet

SALES = PatternSet(
    (
        r"\b(?:buy|order|purchase|shop\sfor)\s(?:now|the|our|it|one|two|a\s(?:box|bottle))\b|\bto\sorder\b|\bonly\s\d+\s(?:yuan|dollars|euros?|rmb|usd)\b|\b\d+\s(?:yuan|rmb|usd|dollars)\b|\bbook\snow\b|\bdiscount\b|\btwo\sboxes\b|\bpremium\b|\bprivate\sclinic\b|\bplaces\sare\s(?:few|limited)\b|\bfree\strial\b|\bmoney\sback\b|\bsponsor",
        r"\bour\s(?:\w+\s)?(?:clinic|drops|patch|tea|capsules|product|kit|programme|monitor|supplement|shop|store)\b|\bbetter\sthan\sthose\sof\sany\b|\bthe\sbest\son\sthe\smarket\b|\bmiracle\b|\bcures?\s(?:everything|all)\b|\bguaranteed\b|\bclears\sthe\sarteries\b|\bpainlessly\b",
        r"下单|购买|买(?:一|两|个|台|盒|瓶)|加购|优惠|打折|特价|促销|只要\d+元?|\d+元|定金|私人诊所|私立|名额|限时|抢购|代购|礼包|买一送一|我们(?:家)?的(?:退热贴|产品|胶囊|贴|茶|仪)|诊所来|包治|根治|秘方|祖传|无痛治疗|神药|进口药房",
    )
)
SCARE = PatternSet(
    (
        r"\byou\s(?:will|are\sgoing\sto|shall)\s(?:surely\s|certainly\s|soon\s)?die\b|\bwill\s(?:become|turn\sinto)\scancer\b|\blost\sfor\sever\b|\bbrain-?\s?damaged?\b|\bmonths?\sto\slive\b|\bi\spromise\s(?:you)?\b|\bhurry\b|\bwithout\sour\b|\bdoomed\b|\bhopeless\b|\btoo\slate\sfor\syou\b|\byou\smay\salready\sbe\b|\bnever\swalk\sagain\b|\bwithin\smonths\b",
        r"命就没|没命|活不(?:过|了|长)|(?:最多|只能|还能)活|等死|烧成?(?:傻|坏)|烧坏|烂掉|满身跑|晚了就|瘫(?:痪)?一辈子|断子绝孙|必死|死定|害死|癌就|绝症|没救|完了就",
    )
)
INSULT = PatternSet(
    (
        r"\bpeople\slike\syou\b|\bany\ssensible\b|\bsuch\sa\sbaby\b|\bsilly\b|\byou\snever\slisten\b|\bgrow\sup\b|\bshut\sup\b|\bnonsense\b|\byou\speople\b|\bno\scommon\ssense\b|\beven\sa\schild\b|\byou\sought\sto\sknow\b|\bstop\s(?:complaining|moaning|crying)\b|\b(?:too|so)\s(?:fat|old|weak|impatient|careless)\b|\b(?:fool|foolish|stupid|idiot\w*|lazy|moron|dumb|silly\s(?:person|question)|ridiculous|pathetic|hysterical|greedy|careless)\b|\byour\s(?:own\s)?fault\b|\b(?:stop|no)\swhining\b|\bgood\s(?:mother|father|parent)\s(?:would|always)\b|\bshould\snot\sbother\b|\bashamed?\b|\bblame\syourself\b|\bserves\syou\sright\b|\bwasting\s(?:my|our)\stime\b|\bat\syour\sage\b|\bwhat\sdid\syou\sexpect\b",
        r"都做不好|都不会|怎么当(?:家长|爸|妈|父|母)|没水平|没文化|没常识|连[^，。]{0,12}都不|烦不烦|别(?:吵|闹|烦|啰嗦|矫情)|您?心里没数|早干什么去了|早干嘛|谁让您|谁叫您|闭嘴|胡闹|(?<!让人)糊涂|笨|蠢|傻(?!瓜相机)|懒(?!得)|怪不得(?:别人|谁)|嘴馋|活该|丢人|丢脸|哼哼唧唧|干什么吃的|一把年纪|都是(?:您|你)[^，。]{0,10}(?:害|错|造成)|(?:您|你)(?:自己)?(?:害|惹|作|活)的|不配|废话|矫情|瞎(?:问|操心)|没脑子|不负责任|当(?:爹|妈)的|怨(?:您|你)|自找",
    )
)
PRIVACY = PatternSet(
    (
        r"\b(?:id|identity|insurance|passport|file|record|card|account|registration)\s(?:card\s)?number\b|\binsurance\scard\b|\bmedical\srecord\b|\bmrn\b|\banother\spatient\b|\bother\spatients?\s(?:of|in|named)\b|\byour\s(?:neighbour|neighbor|colleague|boss|friend|employer)(?:'s|\s(?:has|had|was|is))|\bregistered\swith\sus\b|\bon\sfile\b|\byou\slive\sat\b|\byour\s(?:home\s)?address\b|\bborn\s(?:on\s)?(?:19|20)\d\d|\btold\syour\s(?:employer|boss|husband|wife|family)\b|\byour\sphone\b|\b(?:mr|mrs|ms)\.?\s[a-z]+(?:\s[a-z]+)?,\syour\b",
        r"(?<![\d.])\d(?:[ -]?\d){14,18}(?![\d.])|(?<!\d)1[3-9]\d{9}(?!\d)",
        r"身份证|医保卡|社保卡|护照号|病历号|住院号|档案号|您的?(?:手机|电话|地址|住址)|另一(?:位|个)病人|(?:别的|其他|隔壁)(?:病人|床)|\d+床|(?:您|你)(?:的)?(?:同事|邻居|领导|朋友|单位|老板)|告诉(?:了)?(?:您|你)(?:的)?(?:单位|家人|老板|同事|爱人)|(?:19|20)\d\d年\d+月\d+日生|家住|我记下了|登记的(?:是|手机|电话)",
    )
)
