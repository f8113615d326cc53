-- Papers whose words could not be read: nobody can say what they report. Most are of no known council. Those that a
-- person has dismissed, as no papers, are left out while their bytes (their name, where no bytes were had) are the same.
with
dismissed as (
    select json_extract(d.anchor, '$.subject.id') as id from decisions d
    where d.action = 'dismiss' and d.id in (select decision_id from decision_targets)),
unread as (
    select q.filename, q.message as why, null as authority_id, coalesce(q.sha256, q.filename) as id, max(q.rowid)
    from problems q
    where q.severity = 'error' and q.document_id is null
      and q.filename not in (select filename from document_names)
      and (q.sha256 is null or q.sha256 not in (select sha256 from documents))
    group by q.filename
    union all
    select d.filename, 'it has no text', d.authority_id, d.id, 0 from documents d
    where d.text_source = 'none' or not exists (select 1 from passages p where p.document_id = d.id))
select u.filename, u.why, a.name as authority, u.authority_id, u.id
from unread u left join authorities a on a.id = u.authority_id
where u.id not in (select id from dismissed)
