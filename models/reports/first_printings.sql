-- The first printing of each recommendation among the papers that count: its origin, if that is one of them.
with
origins as materialized (select * from printings where thread_id = 't-' || substr(id, 3)),
others as materialized (
    select id from (select id from threads union select thread_id from former_threads where until > :as_of)
    where id not in (select thread_id from origins))
select thread_id, id, document_id, filename, day, undated, framework, authority_id, body_id, kind, ref, text, page
from origins
union all
-- In SQLite the other columns of a min() or max() query come from the row that holds it.
select thread_id, id, document_id, filename, day, undated, framework, authority_id, body_id, kind, ref, text, page
from (select *, min((not original) || day || document_id || printf('%06d', position)) as rank from printings
      where thread_id in (select id from others) and id in (
          select r.id from others o join recommendations r on r.thread_id = o.id
          union select f.recommendation_id from former_threads f where f.thread_id in (select id from others))
      group by thread_id)
