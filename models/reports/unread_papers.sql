-- Papers whose words could not be read: nobody can say what they report.
select q.filename, max(q.message) as why from problems q
where q.severity = 'error' and q.document_id is null
  and q.filename not in (select filename from document_names)
  and (q.sha256 is null or q.sha256 not in (select sha256 from documents))
group by q.filename
union all
select d.filename, 'it has no text' from documents d where d.text_source = 'none'
