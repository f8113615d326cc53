-- Papers whose words could not be read: nobody can say what they report. Most are of no known council.
with
unread as (
    select q.filename, max(q.message) as why, null as authority_id from problems q
    where q.severity = 'error' and q.document_id is null
      and q.filename not in (select filename from document_names)
      and (q.sha256 is null or q.sha256 not in (select sha256 from documents))
    group by q.filename
    union all
    select d.filename, 'it has no text', d.authority_id from documents d where d.text_source = 'none')
select u.filename, u.why, a.name as authority, u.authority_id
from unread u left join authorities a on a.id = u.authority_id
