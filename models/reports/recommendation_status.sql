-- Where each recommendation stands: one row a thread, from its first printing to the last word about it.
-- Reported complete (a paper of the council says so), verified (an inspection says so) and closed (a person, or a
-- paper that uses the word) are three different things. `status` is "closed" where it is closed, else what was reported
-- last; `reported_status` is what was reported last, closed or not. `made_on` is null where the paper says no date: it
-- then counts from `known_from`, the day of its first import.
with
dues as materialized (
    select thread_id, due_date, due_text, max(day || due_date || document_id) as rank
    from printings where due_date is not null group by thread_id),
-- of the parts of a row that a log has split, the one that is not complete tells
split as materialized (
    select thread_id, document_id from items group by thread_id, document_id having count(*) > 1),
told as materialized (
    select thread_id, status, status_text, text, day, undated, paper_kind, filename, count(distinct document_id) as papers,
           count(distinct sitting) as meetings, min(case when status = 'complete' then day end) as complete_on,
           min(case when status = 'complete' and paper_kind = 'inspection_report' then day end) as verified_on,
           max(day || (part = 'progress') || (status <> 'unknown')
               || (status <> 'complete' and (thread_id, document_id) in (select thread_id, document_id from split))
               || document_id || printf('%06d', position)) as rank
    from answers where says group by thread_id),
known as (
    select h.*, u.due_date, u.due_text, t.status as said, t.text as last_words, t.day as last_report,
           t.undated as last_undated, t.filename as last_paper, coalesce(t.papers, 0) as reports, coalesce(t.meetings, 0) as meetings,
           t.complete_on, t.verified_on,
           case when s.closed then s.date when s.closed is null and t.status_text like '%closed%' then t.day end
               as closed_on,
           case when s.closed then s.closed_by when s.closed is null and t.status_text like '%closed%' then t.filename end
               as closed_by,
           case when s.closed then s.closed_why when s.closed is null and t.status_text like '%closed%' then t.text end
               as closed_why
    from first_printings h left join dues u using (thread_id) left join told t using (thread_id)
        left join closed_threads s using (thread_id))
select k.thread_id, a.name as authority, b.name as body, k.kind, k.ref, k.text, k.framework,
       case when not k.undated then k.day end as made_on, k.day as known_from,
       k.filename as made_in, k.page as made_on_page,
       (select group_concat(name, '; ') from (
            select o.name from recommendation_owners ro join owners o on o.id = ro.owner_id
            where ro.recommendation_id = k.id order by o.name)) as owners,
       k.due_date, k.due_text,
       case when k.closed_on is not null then 'closed' else coalesce(k.said, 'not reported') end as status,
       coalesce(k.said, 'not reported') as reported_status, k.last_report, k.last_undated,
       k.last_paper, k.last_words, k.reports, k.meetings,
       cast(julianday(:as_of) - julianday(coalesce(k.last_report, k.day)) as integer) as days_silent,
       coalesce(k.due_date < :as_of and k.closed_on is null and coalesce(k.said, '') <> 'complete', 0) as overdue,
       case when k.said = 'complete' then k.complete_on end as reported_complete_on, k.verified_on,
       k.closed_on, k.closed_by, k.closed_why, k.id as recommendation_id, k.document_id, k.authority_id, k.body_id
from known k left join authorities a on a.id = k.authority_id left join bodies b on b.id = k.body_id
