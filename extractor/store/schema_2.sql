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

-- 'yes' once a person has looked at a paper that could not be read whole, and says that it may be published.
alter table documents add column checked text not null default '' check (checked in ('', 'yes'));

-- Words that nobody can see on the page are not kept any more.
update set_aside set text = '' where kind = 'hidden';

-- Nobody has looked for such parts in the papers that are here already.
insert into problems (run_id, filename, document_id, severity, code, message)
    select run_id, filename, id, 'warning', 'parts-not-looked-for',
           'An older version read this paper, and did not look for parts that are not for publication. Import it again'
    from documents;
