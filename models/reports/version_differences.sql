-- What differs between two printings of one paper, a draft and its final text: items of one that the other lacks, or has in
-- other words or with another deadline. `counts` says which of the two files is the one that counts.
with
pairs as materialized (
    select v.document_id as one, v.other_id as other from document_versions v
    union all select v.other_id, v.document_id from document_versions v),
compared as (
    select p.one, p.other, i.id, i.text, i.due_date, t.id as other_item, t.text as other_text, t.due_date as other_due
    from pairs p join items i on i.document_id = p.one
    left join items t on t.document_id = p.other and t.thread_id = i.thread_id)
select a.filename, b.filename as other_filename, c.text, c.other_text, c.due_date, c.other_due,
       case when c.other_item is null then 'only here' when c.due_date is not c.other_due then 'another deadline'
            else 'other words' end as difference,
       case when a.superseded_by = b.id then b.filename when b.superseded_by = a.id then a.filename
            else 'neither says' end as counts,
       c.id as recommendation_id, c.other_item as other_recommendation_id
from compared c join documents a on a.id = c.one join documents b on b.id = c.other
where max(coalesce(a.date, substr(a.imported_at, 1, 10)), coalesce(b.date, substr(b.imported_at, 1, 10))) <= :as_of
  and (c.other_item is null
       or (c.id < c.other_item and (c.text <> c.other_text or c.due_date is not c.other_due)))
