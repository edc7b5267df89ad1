"""Make a new persona folder that passes the check."""

import re
from datetime import date, timedelta
from pathlib import Path

from twin.errors import PersonaInvalid
from twin.persona.persona import Persona

PERSONA_TEXT = """\
# Who speaks. docs/persona-folder.md describes every key.
id: {id}
fictional: true   # remove once this is a real physician who has signed
name: {{en: Dr. Example, zh: 示例医生}}
title: {{en: Senior physician, zh: 主任医师}}
specialty: {{en: General medicine, zh: 全科医学}}
hospital: {{en: Example Hospital, zh: 示例医院}}
languages: [zh, en]
scope:
  speaks_about: {{en: [what the documents in this folder hold], zh: [本文件夹中的文稿所讲的内容]}}
  does_not: {{en: [diagnose a person, change a person's medicines], zh: [给个人下诊断, 更改个人用药]}}
greeting: {{en: "Hello. What would you like to ask?", zh: 您好，您想问什么？}}
no_answer:
  en: I have not written about this. Please ask me at the clinic.
  zh: 这个问题我没有写过，请到门诊来问我。
manner:
  openings: {{en: ["Here is what I say about this."], zh: [关于这个问题，我是这样讲的。]}}
  closings: {{en: ["Please bring further questions to the clinic."], zh: [还有问题，请带到门诊来。]}}
hard_rules:
  - {{en: Never change a person's medicines., zh: 绝不更改个人用药。}}
strictness: quotation   # own_words lets a served model speak behind the gate
starter_questions: {{en: ["When is the clinic open?"], zh: [门诊什么时候开？]}}
portrait:
  description: {{en: A physician in a white coat., zh: 一位穿白大褂的医生。}}
  # How the presenter of talks is drawn; leave a part out and the description's words decide. See docs/persona-folder.md.
  drawing: {{face: oval, skin: "#f0c9a4", hair: short, hair_colour: "#2b2730", glasses: none, garment: shirt, garment_colour: "#3f74b5"}}
  colours: {{ink: "#0f2747", accent: "#0b7f7c", highlight: "#d9573f", paper: "#f7f9fc"}}   # of the slides
consent:
  name: true
  likeness: false
  voice: false
  scope: [consultation]
  signed: {signed}
  expires: {expires}
  signature_file: consent/signature.md
"""

CLINIC_TEXT = """\
# Where and when the physician sees patients.
valid_from: {signed}
clinics:
  - id: general
    name: {{en: General clinic, zh: 普通门诊}}
    campus: {{en: Main campus, zh: 本部}}
    building: {{en: Outpatient building, zh: 门诊楼}}
    floor: {{en: 1st floor, zh: 1楼}}
    room: {{en: Room 101, zh: 101诊室}}
    sessions:
      - {{days: [mon], from: "08:00", to: "11:30"}}
    register: {{en: Register at the ground-floor desk., zh: 在一楼挂号台挂号。}}
    bring: {{en: Bring your earlier reports and your medicine list., zh: 请带以前的报告和用药清单。}}
    alternative: {{en: "When closed, ask at the registration desk.", zh: 停诊时请咨询挂号台。}}
"""

STYLE_TEXT = """\
# How this physician explains

Opens with the answer, then one reason, then what to do.

## Phrases used
- "Here is what I say about this." / “关于这个问题，我是这样讲的。”

## Phrases avoided
- Frightening words, and promises.

## An example
Question: When is the clinic open?
Answer: The answer comes first; the room and the hours come from clinic.yaml.
"""

LECTURE_TEXT = """\
---
title: Welcome to the clinic
date: {signed}
language: en
audience: patient
kind: lecture
references: []
---
# Welcome to the clinic

Replace this page with a lecture of your own. Bring your questions in writing, so that none is forgotten.
"""

CONSENT_TEXT = """\
# Consent (example, not signed by a real person)

The physician named in persona.yaml allows the uses that persona.yaml lists, until the date given there.
"""


def scaffold(personas: Path, persona_id: str, *, today: date | None = None) -> list[Path]:
    """Make `personas/<persona_id>/` with every mandatory file, filled with examples.

    Returns:
        The files made.

    Raises:
        PersonaInvalid: If the id is not usable or the folder exists; nothing is touched then.
    """
    pattern = Persona.model_fields["id"].metadata[0].pattern
    folder = personas / persona_id
    if not re.fullmatch(pattern, persona_id):
        raise PersonaInvalid(f"{persona_id!r} is no persona id. Use a-z, 0-9 and _, beginning with a letter.")
    if folder.exists():
        raise PersonaInvalid(f"{folder} exists already. Run `twin persona check {persona_id}`.")
    signed = today or date.today()
    words = {"id": persona_id, "signed": signed, "expires": signed + timedelta(days=365)}
    texts = {
        "persona.yaml": PERSONA_TEXT,
        "clinic.yaml": CLINIC_TEXT,
        "style_guide.md": STYLE_TEXT,
        "lectures/welcome.md": LECTURE_TEXT,
        "consent/signature.md": CONSENT_TEXT,
        "references.yaml": "[]\n",
    }
    made = []
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**words) if "{" in text else text, encoding="utf-8")
        made.append(path)
    for name in ("answers", "papers", "questions"):
        (folder / name).mkdir()
    return made
