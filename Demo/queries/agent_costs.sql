-- What the events of each agent cost, for results of one status: a million events from Parquet on S3, joined with the
-- results in the Postgres replica.
--
-- @param status VARCHAR default=ok values=ok|failed -- The results' status.
SELECT
    r.agent,
    count(*) AS events,
    round(avg(e.latency_ms), 2) AS average_latency_ms,
    sum(e.cost) AS cost,
    max(r.finished_at) AS last_finished_at
FROM read_parquet('s3://agent-events/*.parquet') AS e
JOIN pg_replica.agent_results AS r ON r.id = e.result_id
WHERE r.status = $status
GROUP BY r.agent
ORDER BY cost DESC, r.agent
LIMIT 8
