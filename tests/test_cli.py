"""What a person at a terminal and a program in a pipe can count on."""

from __future__ import annotations

import csv
import errno
import json
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extractor import cli, reports
from tests.conftest import ROOT, Run

HEAVY = {"spacy", "pydantic", "sqlite_utils", "numpy", "pdfplumber", "pypdfium2", "docx", "lxml"}
PAPER = """Harbourne Council

Scrutiny Panel, 4 March 2025. Minutes.

RESOLVED that the Head of Fostering review the allowances by 30 June 2025.
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def content(db: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, save what says when and by which run it was made."""
    passing = {"run_id", "imported_at", "n"}
    connection = sqlite3.connect(db)
    tables = [r[0] for r in connection.execute("select name from sqlite_schema where type = 'table'")]
    rows = {}
    for table in sorted(set(tables) - {"runs", "settings"}):
        columns = [r[1] for r in connection.execute(f"pragma table_info('{table}')") if r[1] not in passing]
        if "fts" not in table and not table.startswith("sqlite_"):
            rows[table] = sorted(connection.execute(f"select {', '.join(columns)} from {table}"), key=repr)
    connection.close()
    return rows


@pytest.mark.parametrize("arguments", [["--help"], ["import", "--help"], ["gaps"], ["show", "r-0"], ["search", "plan"]])
def test_questions_load_nothing_heavy(arguments: list[str], sample_db: Path) -> None:
    script = (
        "import sys, json, atexit\n"
        "atexit.register(lambda: print('MODULES', json.dumps(sorted(m for m in sys.modules if '.' not in m))))\n"
        "from extractor.cli import main\n"
        f"sys.argv = ['extractor', *{arguments!r}]\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"EXTRACTOR_DB": str(sample_db), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    modules = json.loads(done.stdout.rpartition("MODULES ")[2])
    # typer itself checks the arguments of a command with pydantic, though not to show the list of commands
    assert not (HEAVY - {"pydantic"} if arguments != ["--help"] else HEAVY) & set(modules)


def test_what_came_back_is_listed_with_the_paper_that_said_it_was_complete(run: Run, sample_db: Path) -> None:
    done = run("come-back", "--db", sample_db, "--as-of", "2019-07-31", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (row["made_in"].split(".")[0], row["said_to_be_complete"]) == (
        "2019-06-14-inspection-report",
        "2017-09-19-progress-report.docx, 2017-09-19",
    )
    assert json.loads(run("come-back", "--db", sample_db, "--as-of", "2018-01-31", "--format", "json").stdout) == []


@pytest.mark.parametrize(("questions", "minutes"), [(1, 1), (2, 1), (3, 2), (40, 20)])
def test_how_long_questions_take(questions: int, minutes: int) -> None:
    assert reports.minutes_for(questions) == minutes


def test_a_paper_comes_in_and_its_resolution_is_a_gap(run: Run, paper: Path) -> None:
    done = run("import", paper, "--db", "a.db", "--authority", "Harbourne", "--body", "Scrutiny Panel")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    gaps = json.loads(run("gaps", "--db", "a.db", "--as-of", "2025-07-10", "--format", "json").stdout)
    assert [(gap["due"], gap["days_overdue"]) for gap in gaps] == [("2025-06-30", 10)]


def test_the_same_papers_again_change_nothing(run: Run, sample_db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", copy, "--db", sample_db).returncode == 0
    before = content(copy)
    done = run("import", ROOT / "corpus", "--db", copy)
    assert done.returncode == 0, done.stderr
    assert content(copy) == before


def test_one_job_and_three_give_the_same(run: Run, sample_db: Path, tmp_path: Path) -> None:
    assert run("import", ROOT / "corpus", "--db", "jobs.db", "--jobs", 3).returncode == 0
    assert content(tmp_path / "jobs.db") == content(sample_db)


def test_what_is_said_of_a_paper_known_already_is_kept_once_and_can_be_undone(
    run: Run, paper: Path, tmp_path: Path
) -> None:
    def stored() -> tuple[object, ...]:
        with sqlite3.connect(tmp_path / "a.db") as db:
            sql = "select d.date, a.name from documents d left join authorities a on a.id = d.authority_id"
            return tuple(db.execute(sql).fetchone())

    assert run("import", paper, "--db", "a.db").returncode == 0
    as_read = stored()
    saying = ("import", paper, "--db", "a.db", "--authority", "Saltmere", "--date", "2025-03-05")
    assert "2 decisions" in run(*saying).stderr
    assert stored() == ("2025-03-05", "Saltmere") != as_read
    assert "decision" not in run(*saying).stderr
    assert run("undo", "--db", "a.db").returncode == run("undo", "1", "--db", "a.db").returncode == 0
    assert stored() == as_read


def test_a_name_typed_wrongly_is_not_kept_as_an_unread_paper(run: Run, paper: Path) -> None:
    done = run("import", paper, "gone.pdf", "--db", "a.db")
    assert done.returncode == 3
    assert "gone.pdf: there is no such file" in done.stderr
    assert "gone.pdf" not in run("missing", "--db", "a.db", "--format", "csv").stdout


def test_a_bad_file_is_named_and_the_good_ones_are_stored(run: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    done = run("import", tmp_path, "--db", "a.db")
    assert done.returncode == 3
    (line,) = [line for line in done.stderr.splitlines() if "broken.pdf" in line]
    assert ". " in line
    assert "minutes.txt" in json.dumps(content(tmp_path / "a.db")["documents"])


def test_bytes_seen_twice_are_one_paper_with_two_names(run: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "again.txt").write_bytes(paper.read_bytes())
    assert run("import", tmp_path, "--db", "a.db").returncode == 0
    rows = content(tmp_path / "a.db")
    assert len(rows["documents"]) == 1
    assert {name for _, name in rows["document_names"]} == {"minutes.txt", "again.txt"}


def test_archives_that_are_alike_give_each_paper_both_names(run: Run, paper: Path, tmp_path: Path) -> None:
    for name in ("may.zip", "june.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(zipfile.ZipInfo("minutes.txt"), PAPER + "In May.")
            archive.writestr(zipfile.ZipInfo("letter.txt"), "A letter.")
            archive.writestr(zipfile.ZipInfo("sheet.xlsx"), b"\x1f\x8b\0")
    paper.unlink()
    done = run("import", tmp_path, "--db", "a.db")
    assert {"may.zip/sheet.xlsx", "june.zip/sheet.xlsx"} <= {
        line.strip().split(":")[0] for line in done.stderr.splitlines()
    }
    names = {name for _, name in content(tmp_path / "a.db")["document_names"]}
    assert names == {f"{month}.zip/{name}.txt" for month in ("may", "june") for name in ("minutes", "letter")}


def test_the_database_among_the_papers_is_left_alone(run: Run, paper: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("import", tmp_path, "--db", "council.docx").returncode == 0
    done = run("import", paper, "council.docx", "--db", "council.docx")
    assert done.returncode == 3
    assert "council.docx: is the database" in done.stderr


def test_questions_say_that_an_import_did_not_come_to_its_end(run: Run, paper: Path, tmp_path: Path) -> None:
    said = "An import did not come to its end"
    run("import", paper, "--db", "a.db")
    assert said not in run("gaps", "--db", "a.db").stderr
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("update runs set finished_at = null")
    connection.close()
    assert said in run("gaps", "--db", "a.db").stderr
    run("import", paper, "--db", "a.db")
    assert said not in run("gaps", "--db", "a.db").stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no file that is always full")
@pytest.mark.parametrize(
    ("error", "todo"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "list.csv"), "Close the program that has it open"),
        (OSError(errno.ENOSPC, "No space left on device", "list.csv"), "Free some space"),
        (FileNotFoundError(errno.ENOENT, "No such file", "list.csv"), "Check the name"),
    ],
)
def test_what_the_system_refuses_is_named_with_what_to_do(
    error: OSError, todo: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise error

    monkeypatch.setattr(cli, "app", refuse)
    with pytest.raises(SystemExit):
        cli.main()
    said = capsys.readouterr().err
    assert said.startswith("extractor: list.csv: ")
    assert todo in said


def test_a_full_disk_is_called_so(sample_db: Path) -> None:
    command = [sys.executable, "-m", "extractor.cli", "gaps", "--db", str(sample_db), "--format", "csv"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, timeout=60, check=False
        )
    assert (done.returncode, "the disk is full" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_standard_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "extractor.cli", "import", "-", "--db", str(tmp_path / "a.db"), "--kind", "minutes"],
        input=PAPER.encode(),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "a.db")["documents"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["gaps", "--db", "none.db"], 1, "none.db"),
        (["import", "gone.pdf", "--db", "a.db"], 1, "gone.pdf"),
        (["show", "r-none", "--db", "{sample}"], 1, "r-none"),
        (["gaps", "--as-of", "3/31/2025", "--db", "{sample}"], 2, "31/3/2026"),
        (["nonsense"], 2, "nonsense"),
        (["import", "x", "--kind", "letter"], 2, "letter"),
        (["gaps", "--kind", "nonsense", "--db", "{sample}"], 1, "officer_recommendation"),
        (["gaps", "--as-of", "1900-01-01", "--db", "{sample}"], 1, "1900-01-01"),
        (["gaps", "--output", "gaps.xlsx", "--db", "{sample}"], 2, "export"),
        (["search", '"', "--db", "{sample}"], 2, "word"),
        (["report", "nonsense", "--db", "{sample}"], 1, "nonsense"),
        (["evaluate", "nowhere", "--db", "{sample}"], 1, "nowhere"),
    ],
)
def test_errors_are_short_and_have_their_exit_code(
    run: Run, sample_db: Path, arguments: list[str], code: int, words: str
) -> None:
    done = run(*(each.format(sample=sample_db) for each in arguments))
    assert done.returncode == code
    assert done.stdout == ""
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_debug_shows_the_trace(run: Run) -> None:
    assert "Traceback" in run("--debug", "gaps", "--db", "none.db").stderr


@pytest.mark.parametrize("arguments", [["gaps"], ["overdue"], ["questions"], ["report"]])
def test_json_is_one_value_and_nothing_else(run: Run, sample_db: Path, arguments: list[str]) -> None:
    done = run(*arguments, "--format", "json", "--db", sample_db)
    assert done.returncode in {0, 4}, done.stderr
    assert isinstance(json.loads(done.stdout), list)


def test_an_import_tells_a_program_what_became_of_every_file(run: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    told = json.loads(run("import", tmp_path, "--db", "a.db", "--json").stdout)
    assert sum(told["kinds"].values()) == 1
    assert [Path(each["name"]).name for each in told["failed"]] == ["broken.pdf"]


def test_a_file_that_a_person_dismissed_is_passed_over_until_that_is_undone(
    run: Run, paper: Path, tmp_path: Path
) -> None:
    (tmp_path / "photo.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    told = [run("import", tmp_path, "--db", "a.db")]
    run("decide", "dismiss", "photo.pdf", "--note", "A photo", "--db", "a.db")
    told.append(run("import", tmp_path, "--db", "a.db"))
    run("undo", "--db", "a.db")
    told.append(run("import", tmp_path, "--db", "a.db"))
    assert [done.returncode for done in told] == [3, 0, 3]
    assert ["photo.pdf" in done.stderr for done in told] == [True, False, True]


def test_an_import_tells_how_much_is_not_for_publication(run: Run, paper: Path) -> None:
    said = "Not for publication: 1"
    assert said not in run("import", paper, "--db", "a.db").stderr
    paper.write_text(f"NOT FOR PUBLICATION\n\n{PAPER}", encoding="utf-8")
    assert said in run("import", paper, "--db", "a.db").stderr


def test_no_cell_of_gaps_is_empty(run: Run, sample_db: Path) -> None:
    gaps = json.loads(run("gaps", "--db", sample_db, "--format", "json").stdout)
    assert gaps
    assert all(value not in {None, ""} for gap in gaps for value in gap.values())


@pytest.mark.parametrize("command", ["gaps", "overdue"])
def test_the_longest_overdue_lead_each_kind_and_numbers_follow(run: Run, sample_db: Path, command: str) -> None:
    found = json.loads(run(command, "--db", sample_db, "--as-of", "2018-06-01", "--format", "json").stdout)
    kinds = list(dict.fromkeys(row["kind"] for row in found))
    assert len(kinds) > 1
    for kind in kinds:
        rows = [row for row in found if row["kind"] == kind]
        days = [row["days_overdue"] if isinstance(row["days_overdue"], int) else 0 for row in rows]
        assert days == sorted(days, reverse=True)
        numbers = [(-late, row["made_in"][-10:], row["made_in"]) for late, row in zip(days, rows, strict=True)]
        assert numbers == sorted(numbers)


def test_a_list_says_first_how_many_there_are(run: Run, sample_db: Path) -> None:
    done = run("gaps", "--db", sample_db, "--as-of", "2018-06-01", "--format", "json")
    found = json.loads(done.stdout)
    late = sum(isinstance(row["days_overdue"], int) and row["days_overdue"] > 0 for row in found)
    assert late
    headline = f"{len(found)} recommendations without reported progress, {late} of them overdue."
    assert done.stderr.splitlines()[0] == headline


def test_a_pipe_gets_no_colour_and_a_terminal_can_refuse_it(run: Run, sample_db: Path) -> None:
    assert "\x1b" not in run("gaps", "--db", sample_db).stdout
    assert "\x1b" not in run("gaps", "--db", sample_db, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_exports_leave_a_file_a_table(run: Run, sample_db: Path, tmp_path: Path) -> None:
    assert run("export", "--db", sample_db, "--output", tmp_path / "out").returncode == 0
    with (tmp_path / "out" / "recommendations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = run("export", "recommendations", "--db", sample_db, "--format", "ndjson", "--output", "-").stdout
    assert [json.loads(line)["id"] for line in lines.split("\n") if line] == [row["id"] for row in rows]


def test_papers_not_for_publication_stay(run: Run, paper: Path, tmp_path: Path) -> None:
    paper.write_text("NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A\n\n" + PAPER, encoding="utf-8")
    assert run("import", paper, "--db", "a.db").returncode == 0
    done = run("export", "--db", "a.db", "--format", "json", "--output", tmp_path / "out")
    assert "1 paper withheld" in done.stderr
    assert not any("allowances" in path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())


def test_what_is_said_at_the_first_import_outlives_a_change_of_rules(run: Run, paper: Path, tmp_path: Path) -> None:
    def stored() -> tuple[object, ...]:
        with sqlite3.connect(tmp_path / "a.db") as db:
            sql = (
                "select a.name, b.name, d.date, d.kind from documents d "
                "left join authorities a on a.id = d.authority_id left join bodies b on b.id = d.body_id"
            )
            return tuple(db.execute(sql).fetchone())

    said = ("--authority", "Saltmere", "--body", "Review Board", "--date", "5 March 2025", "--kind", "officer_report")
    assert run("import", paper, "--db", "a.db", *said).returncode == 0
    assert stored() == ("Saltmere", "Review Board", "2025-03-05", "officer_report")
    rules = tmp_path / "own" / "rules"
    rules.mkdir(parents=True)
    (rules / "mine.toml").write_text(
        '[[rule]]\nid = "tidings"\nlabel = "PROGRESS_LABEL"\nwhere = "start"\nconfidence = 0.9\n'
        'patterns = [[{ LOWER = "tidings" }, { TEXT = ":" }]]\nreason = "One clerk writes so."\n'
        'examples = ["Tidings: done"]\nnot_examples = ["Tidings are good"]\n',
        encoding="utf-8",
    )
    done = run("import", paper, "--db", "a.db", "--rules", tmp_path / "own")
    assert done.returncode == 0, done.stderr
    assert "1 paper read" in done.stderr
    assert stored() == ("Saltmere", "Review Board", "2025-03-05", "officer_report")
    assert (
        "1 decision"
        in run("import", paper, "--db", "a.db", "--rules", tmp_path / "own", "--authority", "Harbourne").stderr
    )
    assert stored()[0] == "Harbourne"
    assert run("import", paper, "--db", "a.db", "--authority", "Saltmere").returncode == 0
    assert stored()[0] == "Saltmere", "the last word counts, also where the rules have changed as well"


def test_what_the_law_expects_is_listed_apart_from_what_papers_print(run: Run, sample_db: Path) -> None:
    done = run("duties", "--db", sample_db, "--as-of", "31 December 2017", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (row["after"], row["due"]) == ("2016-12-02-inspection-report.pdf", "2017-03-15")
    assert "improvement-plan" in row["action_plans_since"]


def test_a_decision_says_what_it_set(run: Run, sample_db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", copy, "--db", sample_db).returncode == 0
    (item, *_) = json.loads(run("gaps", "--db", copy, "--format", "json").stdout)
    done = run("decide", "close", item["id"], "3/4/2018", "--note", "Agreed", "--db", copy)
    assert f"Decision 1 is kept: close {item['id']} 2018-04-03." in " ".join(done.stderr.split())
