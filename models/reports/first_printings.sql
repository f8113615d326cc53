-- The first printing of each recommendation among the papers that count: its origin, if that is one of them.
with origins as materialized (
    select t.id as thread_id, r.id, r.document_id, p.filename, p.day, p.framework, p.authority_id, p.body_id,
           r.kind, r.ref, r.text, r.page
    from threads t join recommendations r on r.id = t.origin_recommendation_id join papers p on p.id = r.document_id
    where r.verdict <> 'rejected')
select * from origins
union all
-- In SQLite the other columns of a min() or max() query come from the row that holds it.
select thread_id, id, document_id, filename, day, framework, authority_id, body_id, kind, ref, text, page
from (select p.*, min((not p.original) || p.day || p.document_id || printf('%06d', p.position)) as rank
      from threads t cross join printings p on p.thread_id = t.id
      where t.id not in (select thread_id from origins) group by t.id)
