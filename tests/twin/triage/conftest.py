"""A small corpus of signs and rules, with the real word tables, contexts, measurements and cards."""

import shutil
from pathlib import Path

import pytest

from twin.triage.triage import Triage, load_triage

REAL = Path(__file__).resolve().parents[3] / "corpora"
SIGNS = """
lists:
  pain: {en: [pain*, hurt*, ache], zh: [疼, 痛]}
  year: {en: ["2015", "2019"], zh: ["(19|20)#年"]}
signs:
  chest_pain:
    name: {en: chest pain, zh: 胸痛}
    en: [chest ..4 (<pain>|tight*), tight* chest]
    zh: [(胸口|胸)..3(<pain>|闷)]
  sweating: {name: {en: sweating, zh: 出汗}, en: [sweat*], zh: [冷汗, 出汗]}
  arm_pain: {name: {en: arm pain, zh: 手臂痛}, en: ["left arm & <pain>"], zh: [胳膊..2<pain>]}
  fever: {name: {en: fever, zh: 发热}, en: [fever*], zh: [发烧], measured: [temperature >= 38]}
  not_breathing: {name: {en: not breathing, zh: 没有呼吸}, denial: never, en: [not breathing], zh: [没有?呼吸]}
  wants_to_die: {name: {en: wants to die, zh: 想死}, denial: direct, en: [want to die, kill myself], zh: [想死, 不想活]}
  has_plan: {name: {en: has a plan, zh: 有计划}, denial: direct, en: [tonight, pills ready], zh: [今晚, 准备好了药]}
  shot: {name: {en: shot, zh: 枪伤}, time: event, en: [shot], zh: [中枪, 被刀扎]}
  stent: {name: {en: stent, zh: 支架}, time: ever, en: [stent*], zh: [支架]}
  bleeding:
    name: {en: bleeding, zh: 出血}
    en: [bleed*, blood]
    zh: [出血]
    not: {en: [blood pressure]}
  any_bleeding: {name: {en: any bleeding, zh: 任何出血}, includes: [bleeding]}
  pregnant: {name: {en: pregnant, zh: 怀孕}, en: [pregnant], zh: [怀孕], measured: [gestation > 0]}
  postpartum: {name: {en: after birth, zh: 产后}, time: ever, en: [gave birth], zh: [产后]}
  cough: {name: {en: cough, zh: 咳嗽}, en: [cough*, coughing], zh: [咳嗽]}
  wet: {name: {en: wet, zh: 湿}, en: [sweat*], zh: [出汗]}
  throat: {name: {en: sore throat, zh: 喉咙痛}, en: [sore throat, stomach ache], zh: [喉咙..3<pain>]}
"""
RULES = """
rules:
  - id: heart.attack
    version: 2
    condition: {en: possible heart attack, zh: 可能心梗}
    disposition: emergency
    department: cardiology
    all: [chest_pain]
    any: [sweating, arm_pain, {all: [stent, lasting > 15 min]}]
    why: {en: Chest pain with sweating can be a heart attack., zh: 胸痛伴出汗可能是心梗。}
    card: chest_pain
    ask: [since_when, severity]
    sources: [{ref: ESC ACS, year: 2023}]
    examples: {positive: [tight chest and sweating, 胸口疼出冷汗], negative: [chest pain only]}
  - id: heart.chest_pain
    version: 1
    condition: {en: chest pain, zh: 胸痛}
    disposition: urgent
    department: cardiology
    any: [chest_pain]
    unless: [denied sweating]
    why: {en: Chest pain needs a look today., zh: 胸痛应当天就诊。}
    sources: [own]
    examples: {positive: [chest pain], negative: [cough]}
  - id: infant.fever
    version: 1
    condition: {en: fever in a young infant, zh: 小婴儿发热}
    disposition: emergency
    department: paediatrics
    who: {age: under 3 months}
    any: [fever, temperature >= 38]
    why: {en: Fever under three months., zh: 3个月内发热。}
    sources: [own]
  - id: crisis.self_harm
    version: 1
    condition: {en: thoughts of suicide, zh: 自杀念头}
    disposition: emergency
    department: psychiatry
    any: [wants_to_die]
    why: {en: You are not alone., zh: 你不是一个人。}
    card: crisis
    sources: [own]
  - id: pregnancy.bleeding
    version: 1
    condition: {en: bleeding in pregnancy, zh: 孕期出血}
    disposition: emergency
    department: obstetrics
    who: {pregnant: true, sex: female}
    together: [any_bleeding, {any: [pregnant, cough]}]
    why: {en: Bleeding in pregnancy., zh: 孕期出血。}
    sources: [own]
  - id: gynaecology.bleeding
    version: 1
    condition: {en: bleeding, zh: 出血}
    disposition: routine
    department: gynaecology
    who: {pregnant: false}
    any: [bleeding]
    why: {en: Bleeding., zh: 出血。}
    sources: [own]
  - id: injury.shot
    version: 1
    condition: {en: shot, zh: 枪伤}
    disposition: emergency
    department: general_surgery
    at_least: {n: 1, of: [shot, not_breathing]}
    why: {en: A wound., zh: 伤。}
    sources: [own]
  - id: general.cold
    version: 1
    condition: {en: a cold, zh: 感冒}
    disposition: self_care
    department: general_practice
    who: {age_possible: from 1 years}
    at_least: {n: 1, of: [cough, throat]}
    unless: [fever, {who: {postpartum: true}, any: [cough]}]
    why: {en: A cold passes., zh: 感冒会好。}
    sources: [own]
    ask: [age]
"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A corpora folder that a test may change."""
    folder = tmp_path / "corpora" / "triage"
    for name in ("vocabulary", "cards"):
        shutil.copytree(REAL / "triage" / name, folder / name)
    for path in (folder / "cards").glob("*.yaml"):
        if path.name != "shared.yaml":
            path.unlink()
    for name in ("context.yaml", "measurements.yaml"):
        shutil.copy(REAL / "triage" / name, folder / name)
    for name, text in (("signs", SIGNS), ("rules", RULES)):
        (folder / name).mkdir()
        (folder / name / "small.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "corpora"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Triage:
    """The engine over the small corpus, loaded once."""
    return load_triage(corpora.__wrapped__(tmp_path_factory.mktemp("triage")))  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def real() -> Triage:
    """The engine over the real corpus, loaded once."""
    return load_triage(REAL)
