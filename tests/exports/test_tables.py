"""Rows come out whole and harmless in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.exports import FORMATS, Table, as_csv, as_json, as_markdown, as_ndjson

words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n\0"), max_size=30)
tables = st.lists(st.tuples(words, st.none() | st.integers()), max_size=5).map(
    lambda rows: Table(("words", "days"), tuple(rows))
)


@pytest.mark.parametrize("start", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"])
def test_no_cell_of_a_csv_runs_as_a_formula(start: str) -> None:
    text = as_csv(Table(("words",), ((start,),)))
    ((_,), (cell,)) = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert cell == "'" + start


def test_csv_opens_in_excel() -> None:
    assert as_csv(Table(("a", "b"), (("é", -3), (None, 1)))) == "\ufeffa,b\r\né,-3\r\n,1\r\n"


@given(tables)
def test_json_and_ndjson_give_every_value_back(table: Table) -> None:
    assert json.loads(as_json(table)) == list(table.dicts())
    assert [json.loads(line) for line in as_ndjson(table).split("\n") if line] == list(table.dicts())


@given(tables)
def test_csv_has_a_row_a_row(table: Table) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(table).removeprefix("\ufeff"), newline="")))
    assert len(rows) == len(table.rows) + 1
    assert all(len(row) == len(table.columns) for row in rows)


def test_markdown_keeps_its_columns() -> None:
    table = Table(("words", "due"), (("a | b\nc", None),))
    assert as_markdown(table) == "| words | due |\n| --- | --- |\n| a \\| b c |  |\n"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_no_rows(form: str) -> None:
    assert isinstance(FORMATS[form](Table(("a",), ())), str)
