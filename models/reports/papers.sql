-- The papers that count on a day: dated on or before it, and not replaced by then by a newer printing.
-- A paper that says no date is taken as known from the day of its first import; `undated` is then 1.
select d.id, d.filename, d.kind, d.framework, d.authority_id, d.body_id, d.meeting_id,
       coalesce(d.date, substr(d.imported_at, 1, 10)) as day, d.date is null as undated, d.text_source
from documents d left join documents newer on newer.id = d.superseded_by
where coalesce(d.date, substr(d.imported_at, 1, 10)) <= :as_of
  and (newer.id is null or coalesce(newer.date, substr(newer.imported_at, 1, 10)) > :as_of)
