-- Every printing of a recommendation in the papers that count; what a person rejected is left out.
select r.thread_id, r.id, r.document_id, p.filename, p.day, p.undated, p.kind as paper_kind, p.framework, p.authority_id,
       p.body_id, p.meeting_id, r.kind, r.ref, r.text, r.due_date, r.due_text, r.restated, r.page, r.position,
       r.kind = 'inspection_recommendation' and p.kind = 'inspection_report' and r.restated = 0 as original
from items r join papers p on p.id = r.document_id
