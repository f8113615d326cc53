-- One import: who read what, with which rules.
create table runs (
    id text primary key,
    started_at text not null,
    finished_at text,
    version text not null,
    rules_sha256 text not null,
    arguments text not null
) strict;

-- A council.
create table authorities (
    id text primary key,
    name text not null,
    gss_code text,
    kind text,
    region text
) strict;

-- A committee, panel, board, or inspectorate; `authority_id` is null for an inspectorate or a national body.
create table bodies (
    id text primary key,
    name text not null,
    authority_id text references authorities(id),
    kind text not null
) strict;

-- One sitting of a body.
create table meetings (
    id text primary key,
    body_id text not null references bodies(id),
    date text not null,
    title text not null
) strict;
create index meetings_body on meetings(body_id, date);

-- One file. `authority_reason` says why where the paper does not name its council; `linked` is 1 once its items
-- have been compared with all others; `superseded_by` is the later version of the same paper that counts instead.
-- A paper bound into an agenda pack is a row of its own: `pack_sha256` is the hash of the file, in which its pages begin
-- with `first_page`; its own `sha256` stands for those pages. `checked` is 'yes' once a person has looked at a paper that
-- could not be read whole, and says that it may be published.
create table documents (
    id text primary key,
    filename text not null,
    sha256 text not null unique,
    pack_sha256 text,
    first_page integer not null default 1,
    media_type text not null,
    kind text not null check (kind in ('inspection_report', 'minutes', 'agenda_item', 'officer_report',
                                       'action_plan', 'agenda', 'other')),
    framework text,
    title text not null,
    authority_id text references authorities(id),
    authority_basis text check (authority_basis in ('printed', 'inferred', 'person')),
    authority_reason text,
    body_id text references bodies(id),
    meeting_id text references meetings(id),
    date text,
    date_text text not null,
    version text not null check (version in ('draft', 'final', 'unknown')),
    exempt text not null default '',
    page_count integer,
    text_source text not null check (text_source in ('text', 'ocr', 'none')),
    created text not null default '',
    imported_at text not null,
    run_id text not null references runs(id),
    linked integer not null default 0 check (linked in (0, 1)),
    superseded_by text references documents(id) on delete set null,
    checked text not null default '' check (checked in ('', 'yes'))
) strict;
create index documents_authority on documents(authority_id, date);
create index documents_body on documents(body_id);
create index documents_meeting on documents(meeting_id);
create index documents_unlinked on documents(id) where linked = 0;
create index documents_superseded on documents(superseded_by) where superseded_by is not null;

-- A part of a paper that is not for publication: `text` and `section` are its first words and the headings above them,
-- `exempt` the words that close it ('' once a person has cleared it), `paragraphs` those of the law that they name.
create table exempt_parts (
    id text primary key,
    document_id text not null references documents(id) on delete cascade,
    position integer not null,
    text text not null,
    section text not null,
    exempt text not null,
    paragraphs text not null,
    page integer,
    last_page integer,
    start_char integer not null,
    end_char integer not null
) strict;
create index exempt_parts_document on exempt_parts(document_id, start_char);

-- Two files that are printings of one paper, the smaller id first: a draft and its final text, a file edited later.
create table document_versions (
    document_id text not null references documents(id) on delete cascade,
    other_id text not null references documents(id) on delete cascade,
    reason text not null,
    primary key (document_id, other_id),
    check (document_id < other_id)
) strict, without rowid;
create index document_versions_other on document_versions(other_id);

-- Every name that the same bytes came under.
create table document_names (
    document_id text not null references documents(id) on delete cascade,
    filename text not null,
    primary key (document_id, filename)
) strict, without rowid;
create index document_names_filename on document_names(filename);

create table document_texts (
    document_id text primary key references documents(id) on delete cascade,
    text text not null
) strict;

create table agenda_items (
    id text primary key,
    document_id text not null references documents(id) on delete cascade,
    meeting_id text references meetings(id),
    position integer not null,
    number text,
    title text not null,
    page integer,
    start_char integer not null,
    end_char integer not null
) strict;
create index agenda_items_document on agenda_items(document_id, position);

create table judgements (
    document_id text not null references documents(id) on delete cascade,
    area text not null,
    grade text not null,
    position integer not null,
    page integer,
    start_char integer not null,
    end_char integer not null,
    primary key (document_id, position)
) strict, without rowid;

-- A section that was read and says of itself that it holds nothing: not the same as a section not found.
create table empty_sections (
    document_id text not null references documents(id) on delete cascade,
    position integer not null,
    section text not null,
    text text not null,
    page integer,
    start_char integer not null,
    end_char integer not null,
    rule_id text not null,
    primary key (document_id, position)
) strict, without rowid;

-- `n` is the row number that the full-text index points at; it says nothing else and may change.
create table passages (
    id text primary key,
    n integer not null unique,
    document_id text not null references documents(id) on delete cascade,
    position integer not null,
    kind text not null,
    section text not null,
    text text not null,
    page integer,
    start_char integer not null,
    end_char integer not null
) strict;
create index passages_document on passages(document_id, start_char);

-- A printed line and its box in PDF points from the top left.
create table lines (
    document_id text not null references documents(id) on delete cascade,
    start_char integer not null,
    end_char integer not null,
    page integer not null,
    x0 real not null,
    top real not null,
    x1 real not null,
    bottom real not null
) strict;
create index lines_document on lines(document_id, start_char);

-- Printed words kept out of the running text.
create table set_aside (
    document_id text not null references documents(id) on delete cascade,
    position integer not null,
    kind text not null,
    text text not null,
    page integer,
    x0 real,
    top real,
    x1 real,
    bottom real,
    primary key (document_id, position)
) strict, without rowid;

-- One recommendation followed through every document that prints it.
create table threads (
    id text primary key,
    authority_id text references authorities(id),
    text text not null,
    origin_recommendation_id text not null references recommendations(id) on delete cascade,
    first_date text
) strict;
create index threads_origin on threads(origin_recommendation_id);
create index threads_authority on threads(authority_id, first_date);

-- One thing somebody is asked, told or decides to do, as printed in one document. `answered` is 1 where a statement of the
-- same document says something about it ("no update" says nothing).
create table recommendations (
    id text primary key,
    n integer not null unique,
    document_id text not null references documents(id) on delete cascade,
    position integer not null,
    kind text not null check (kind in ('inspection_recommendation', 'officer_recommendation', 'resolution', 'action')),
    ref text,
    text text not null,
    section text not null,
    page integer,
    start_char integer not null,
    end_char integer not null,
    due_text text,
    due_date text,
    due_basis text,
    restated integer not null check (restated in (0, 1)),
    agenda_item_id text references agenda_items(id) on delete set null,
    thread_id text references threads(id) on delete set null,
    rule_id text not null,
    confidence real not null check (confidence between 0 and 1),
    verdict text not null default 'unchecked' check (verdict in ('unchecked', 'accepted', 'rejected')),
    answered integer not null default 0 check (answered in (0, 1))
) strict;
create index recommendations_document on recommendations(document_id, position);
create index recommendations_thread on recommendations(thread_id);
create index recommendations_answered on recommendations(document_id, thread_id, verdict, id) where answered = 1;
create index recommendations_due on recommendations(thread_id) where due_date is not null;
create index recommendations_agenda_item on recommendations(agenda_item_id) where agenda_item_id is not null;

-- A post, person or organisation.
create table owners (
    id text primary key,
    name text not null,
    type text not null check (type in ('role', 'person', 'organisation'))
) strict;

create table recommendation_owners (
    recommendation_id text not null references recommendations(id) on delete cascade,
    owner_id text not null references owners(id),
    text text not null,
    start_char integer,
    end_char integer,
    basis text not null check (basis in ('item', 'row', 'lead_in', 'heading', 'line_below', 'person')),
    primary key (recommendation_id, owner_id)
) strict, without rowid;
create index recommendation_owners_owner on recommendation_owners(owner_id);

-- One statement of what has been done.
create table progress (
    id text primary key,
    n integer not null unique,
    document_id text not null references documents(id) on delete cascade,
    position integer not null,
    part text not null check (part in ('progress', 'impact')),
    text text not null,
    status text not null check (status in ('complete', 'on_track', 'in_progress', 'delayed', 'not_started',
                                           'no_update', 'unknown')),
    status_text text not null,
    rag text,
    section text not null,
    page integer,
    start_char integer not null,
    end_char integer not null,
    date text,
    agenda_item_id text references agenda_items(id) on delete set null,
    rule_id text not null,
    confidence real not null check (confidence between 0 and 1),
    verdict text not null default 'unchecked' check (verdict in ('unchecked', 'accepted', 'rejected'))
) strict;
create index progress_document on progress(document_id, position);
create index progress_agenda_item on progress(agenda_item_id) where agenda_item_id is not null;

-- A statement answers a recommendation. `shared` is 1 where it answers several at once.
create table progress_links (
    progress_id text not null references progress(id) on delete cascade,
    recommendation_id text not null references recommendations(id) on delete cascade,
    score real not null,
    reason text not null,
    decided_by text not null check (decided_by in ('rule', 'person')),
    shared integer not null default 0 check (shared in (0, 1)),
    primary key (progress_id, recommendation_id)
) strict, without rowid;
create index progress_links_recommendation on progress_links(recommendation_id);

create trigger progress_judged after update of status, verdict on progress begin
    update recommendations set answered = exists (
        select 1 from progress_links l join progress g on g.id = l.progress_id
        where l.recommendation_id = recommendations.id and g.status <> 'no_update' and g.verdict <> 'rejected')
    where id in (select recommendation_id from progress_links where progress_id = new.id);
end;

-- A date said in a document; `date_from` and `date_to` are null where the words do not settle a day.
create table dates (
    id text primary key,
    document_id text not null references documents(id) on delete cascade,
    text text not null,
    date_from text,
    date_to text,
    edtf text,
    role text not null check (role in ('due', 'meeting', 'published', 'inspected', 'reported', 'mentioned')),
    start_char integer not null,
    end_char integer not null,
    page integer
) strict;
create index dates_document on dates(document_id, start_char);

-- Why two printed items are one thread; each pair once, the smaller id first.
create table thread_links (
    recommendation_id text not null references recommendations(id) on delete cascade,
    other_id text not null references recommendations(id) on delete cascade,
    score real not null,
    reason text not null,
    decided_by text not null check (decided_by in ('rule', 'person')),
    primary key (recommendation_id, other_id),
    check (recommendation_id < other_id)
) strict, without rowid;
create index thread_links_other on thread_links(other_id);

-- The thread an item was in before `until`, the day of the paper that showed two threads to be one.
create table former_threads (
    recommendation_id text not null references recommendations(id) on delete cascade,
    until text not null,
    thread_id text not null,
    primary key (recommendation_id, until)
) strict, without rowid;

-- Pairs that look alike but were not joined: a doubt for a person, or a join that another one forbids.
create table doubtful_links (
    recommendation_id text not null references recommendations(id) on delete cascade,
    other_id text not null references recommendations(id) on delete cascade,
    score real not null,
    reason text not null,
    verdict text not null check (verdict in ('doubt', 'forbidden')),
    primary key (recommendation_id, other_id),
    check (recommendation_id < other_id)
) strict, without rowid;
create index doubtful_links_other on doubtful_links(other_id);

-- A point of an inspection that an earlier inspection of the same council had made before.
create table come_backs (
    recommendation_id text not null references recommendations(id) on delete cascade,
    earlier_id text not null references recommendations(id) on delete cascade,
    score real not null,
    reason text not null,
    primary key (recommendation_id, earlier_id)
) strict, without rowid;
create index come_backs_earlier on come_backs(earlier_id);

-- An index for linking, made from `recommendations` as the full-text index is: rare word pairs of each item.
create table link_keys (
    key integer not null,
    recommendation_id text not null references recommendations(id) on delete cascade,
    primary key (key, recommendation_id)
) strict, without rowid;
create index link_keys_recommendation on link_keys(recommendation_id);

-- One thing a person decided. `anchor` (JSON) holds the words, the file and the place of what it was about, so
-- that it is found again after the file has been read anew; `before` what stood there.
create table decisions (
    id integer primary key autoincrement,
    made_at text not null,
    made_by text not null,
    action text not null check (action in ('accept', 'reject', 'edit', 'join', 'split', 'close', 'reopen',
                                           'answer', 'dismiss', 'undo')),
    subject text not null,
    value text not null default '',
    note text not null default '',
    before text not null default '',
    anchor text not null default '{}'
) strict;
create trigger decisions_are_never_changed before update on decisions begin
    select raise(abort, 'decisions are append-only: add one that says the opposite');
end;
create trigger decisions_are_never_deleted before delete on decisions begin
    select raise(abort, 'decisions are append-only: add one that says the opposite');
end;

-- What the machine had read in a field that a person has changed; put back before decisions are replayed.
create table machine_values (
    subject text not null,
    field text not null,
    value text,
    primary key (subject, field)
) strict, without rowid;

-- Where each decision that counts has landed; `subject` is null where what it was about is gone.
create table decision_targets (
    decision_id integer not null references decisions(id),
    subject text,
    reason text not null
) strict;
create index decision_targets_decision on decision_targets(decision_id);

-- Pairs of items that a person said are not one, the smaller id first.
create table splits (
    recommendation_id text not null references recommendations(id) on delete cascade,
    other_id text not null references recommendations(id) on delete cascade,
    primary key (recommendation_id, other_id),
    check (recommendation_id < other_id)
) strict, without rowid;
create index splits_other on splits(other_id);

-- A person says that a recommendation is closed (1) or open again (0).
create table closings (
    recommendation_id text not null references recommendations(id) on delete cascade,
    date text not null,
    closed integer not null check (closed in (0, 1)),
    decided_by text not null,
    note text not null,
    decision_id integer references decisions(id),
    primary key (recommendation_id, date, decided_by, closed)
) strict, without rowid;

-- One thing a run could not do, or doubts. A question is about `subject`, and perhaps `other`; its id is kept.
create table problems (
    id text,
    run_id text not null references runs(id),
    filename text not null,
    sha256 text,
    document_id text references documents(id) on delete cascade,
    severity text not null check (severity in ('error', 'warning', 'question')),
    code text not null,
    message text not null check (message <> ''),
    page integer,
    subject text,
    other text,
    weight real not null default 0
) strict;
create index problems_document on problems(document_id);
create index problems_run on problems(run_id);
create index problems_question on problems(id) where id is not null;

-- A recommendation named by its number; `source_id` is the item or the statement that names it, if one does. A resolution
-- may close it, a statement that is about no item of its own paper answers it. Whose number it is, the view
-- mentioned_recommendations says.
create table mentions (
    document_id text not null references documents(id) on delete cascade,
    start_char integer not null,
    end_char integer not null,
    ref text not null,
    source_id text,
    does text not null check (does in ('names', 'answers', 'closes')),
    primary key (document_id, start_char, ref)
) strict, without rowid;
create index mentions_source on mentions(source_id) where source_id is not null;

-- The questions as SQL, for anybody with any SQLite client; `:as_of` is the day they are asked for.
create table reports (
    name text primary key,
    title text not null,
    sql text not null
) strict;

-- What a person said of a file when it was imported, for every reading of it to come.
create table given (
    sha256 text primary key,
    kind text,
    authority text,
    body text,
    date text
) strict, without rowid;

-- Items whose threads are to be made anew, because a paper with a part in them was read again.
create table stale_items (recommendation_id text primary key) strict, without rowid;

-- Holds a row while a document is saved: its words then go into the full-text index in one statement.
create table bulk_load (document_id text not null) strict;

-- What the tool remembers of this file itself.
create table settings (
    name text primary key,
    value text not null
) strict;
