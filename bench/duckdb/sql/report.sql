-- The report of active users: one pass over the connections, then over pairs of a user and an address or a device.
WITH groups AS MATERIALIZED (
    SELECT email, client_ip, device_id,
           max(ended) FILTER (success) AS last_access,
           count(*) AS total,
           count(*) FILTER (success) AS success,
           count(*) FILTER (success AND relayed) AS relayed,
           count(*) FILTER (NOT success AND dns) AS failed_dns,
           coalesce(sum(bytes_transferred), 0)::BIGINT AS bytes_transferred,
           coalesce(sum(bytes_received), 0)::BIGINT AS bytes_received
    FROM connections
    WHERE ended >= getvariable('from')::TIMESTAMP AND ended < getvariable('to')::TIMESTAMP
    GROUP BY ALL
), addresses AS (
    SELECT email, client_ip, sum(total) AS total FROM groups GROUP BY ALL
), tops AS (
    SELECT email, count(*) AS num_of_client_ip,
           array_to_string(list(client_ip ORDER BY total DESC, address_order(client_ip))[:10], ',') AS top_10_client_ips
    FROM addresses GROUP BY email
), users AS (
    SELECT email, max(last_access) AS last_access, sum(total)::BIGINT AS total, sum(success)::BIGINT AS success,
           sum(failed_dns)::BIGINT AS failed_dns, sum(bytes_transferred)::BIGINT AS bytes_transferred,
           sum(bytes_received)::BIGINT AS bytes_received, percent(sum(relayed)::BIGINT, sum(success)::BIGINT) AS relay,
           count(DISTINCT device_id) AS active_devices
    FROM groups GROUP BY email HAVING sum(success) > 0
)
SELECT email AS user_email,
       report_time(last_access) AS last_access_date,
       total AS total_connections,
       success AS success_connections,
       total - success AS failed_connections,
       failed_dns AS failed_connections_dns,
       total - success - failed_dns AS failed_connections_other,
       bytes_transferred + bytes_received AS total_bytes,
       bytes_transferred,
       bytes_received,
       decimals(relay) AS percent_relay,
       decimals(10000 - relay) AS percent_p2p,
       active_devices,
       num_of_client_ip,
       top_10_client_ips
FROM users JOIN tops USING (email)
ORDER BY user_email;
