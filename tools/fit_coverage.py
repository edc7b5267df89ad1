"""Fit the coefficients of coverage over the tuned questions of every indexed persona: `python -m tools.fit_coverage`.

Prints the tuple for `twin/evidence/coverage.py`. Run it when signs change; the part kept aside is never read.
"""

import asyncio

from twin.assembly import House, open_house
from twin.evaluation.dataset import load_dataset
from twin.evidence.coverage import Signs, fit_coefficients
from twin.settings import load_settings


async def tuned_signs(house: House) -> tuple[list[Signs], list[Signs]]:
    """Give the signs of all covered and of all uncovered tuned questions."""
    covered: list[Signs] = []
    uncovered: list[Signs] = []
    for persona_id in house.shelf.ids():
        tuned = load_dataset(house.settings.paths.personas, persona_id).part(kept_aside=False)
        for questions, signs in ((tuned.covered, covered), (tuned.uncovered, uncovered)):
            for question in questions:
                searched = await house.retriever.search(
                    persona_id, question.text, language=question.language, earlier=question.turns
                )
                signs.append(await house.retriever.signs(persona_id, searched))
        for text in await plain_questions(house, persona_id):
            covered.append(
                await house.retriever.signs(persona_id, await house.retriever.search(persona_id, text))
            )
    return covered, uncovered


async def plain_questions(house: House, persona_id: str) -> list[str]:
    """Give the short, plain questions that patients ask most: the starters, and each approved answer's first phrasing.

    The evaluation questions are long or clumsy; fitted on them alone, a short question that the folder answers to the
    letter was declined.
    """
    starters = house.persona(persona_id).starter_questions
    documents = await house.library.documents(persona_id)
    return [
        *starters.en,
        *starters.zh,
        *(one.metadata.questions[0] for one in documents if one.metadata.questions),
    ]


async def main() -> None:
    """Print the coefficients."""
    async with open_house(load_settings()) as house:
        covered, uncovered = await tuned_signs(house)
    print(f"# {len(covered)} covered and {len(uncovered)} uncovered questions")
    print(f"COEFFICIENTS = {fit_coefficients(covered, uncovered)}")


if __name__ == "__main__":
    asyncio.run(main())
