"""Read Markdown: headings become the path, tables stay whole, markup disappears. The door of markdown-it-py."""

from pathlib import Path
from typing import TYPE_CHECKING

from twin.passages.anchored_text import AnchoredText, HeadingPath, glue, table_text
from twin.passages.document import ReadText
from twin.passages.text_file import decoded_text

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_LISTS = ("bullet_list", "ordered_list")


def read(path: Path, *, body_start: int = 0) -> ReadText:
    """Read a Markdown file from `body_start`, the character offset behind its front matter.

    Raises:
        DocumentUnreadable: If it is not UTF-8, or is binary.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    body = decoded_text(path)[body_start:]
    page = _Page()
    page.blocks(SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body)))
    return page.text.built()


class _Page:
    """Walks the syntax tree, block by block."""

    def __init__(self) -> None:
        self.text = AnchoredText()
        self._headings = HeadingPath()

    def blocks(self, parent: "SyntaxTreeNode") -> None:
        """Add every block under a node."""
        for node in parent.children:
            if node.type == "heading":
                path = self._headings.enter(int(node.tag[1]), inline_text(node))
                self.text.add(inline_text(node), headings=path)
            elif node.type == "table":
                self.text.add(table_text(_rows(node)), headings=self._headings.path, is_table=True)
            elif node.type in _LISTS:
                self._list(node)
            elif node.type in ("fence", "code_block"):
                self.text.add(node.content.strip("\n"), headings=self._headings.path)
            elif node.type == "paragraph":
                self.text.add(inline_text(node), headings=self._headings.path)
            elif node.type != "html_block":
                self.blocks(node)

    def _list(self, node: "SyntaxTreeNode") -> None:
        number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        first = node.parent is None or node.parent.type != "list_item"
        for item in node.children:
            marker = f"{number}. " if number is not None else ""
            for block in item.children:
                if block.type != "paragraph":
                    self.blocks_of_one(block)
                    continue
                joint = "\n\n" if first else "\n"
                self.text.add(marker + inline_text(block), joint=joint, headings=self._headings.path)
                first, marker = False, ""
            number = number + 1 if number is not None else None

    def blocks_of_one(self, node: "SyntaxTreeNode") -> None:
        """Add a single block that stands inside a list item."""
        if node.type in _LISTS:
            self._list(node)
        elif node.type == "table":
            self.text.add(table_text(_rows(node)), headings=self._headings.path, is_table=True)
        else:
            self.blocks(node)


def inline_text(node: "SyntaxTreeNode") -> str:
    """Give the words of a block, without markup; a wrapped line is joined, a hard break stays."""
    text = ""
    wrapped = False
    for token in node.walk():
        if token.type == "softbreak":
            wrapped = True
            continue
        piece = "\n" if token.type == "hardbreak" else ""
        if token.type in ("text", "code_inline", "text_special"):
            piece = token.content
        if wrapped and piece:
            text, wrapped = text + glue(text, piece), False
        text += piece
    return text


def _rows(table: "SyntaxTreeNode") -> list[list[str]]:
    return [
        [inline_text(cell) for cell in row.children] for section in table.children for row in section.children
    ]
