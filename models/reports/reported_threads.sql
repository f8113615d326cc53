-- Recommendations that some paper reports on: in a statement beneath it, or in one that names it by number.
select i.thread_id from items i join papers p on p.id = i.document_id where i.answered = 1
union all select thread_id from named_answers where says
