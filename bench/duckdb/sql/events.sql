-- What the report needs of network events as synced to S3. Times of the older document have no seconds. The sample
-- is one row since DuckDB, though it is told the columns, would spend most of a second on looking for them.
CREATE TEMP VIEW connections AS
SELECT event.user.email AS email,
       event.connection.client_ip AS client_ip,
       event.device.id AS device_id,
       CAST(if(length(event.time) = 17, left(event.time, 16) || ':00', event.time) AS TIMESTAMP) AS ended,
       event.status = 'closed_connection' AS success,
       event.relays <> '[]' AS relayed,
       coalesce(event.connection.error_message ILIKE '%dns%', false) AS dns,
       event.connection.bytes_transferred AS bytes_transferred,
       event.connection.bytes_received AS bytes_received
FROM read_json(getvariable('path'), format = 'newline_delimited', sample_size = 1, columns = {event: 'STRUCT(
    time VARCHAR, status VARCHAR, relays VARCHAR, device STRUCT(id VARCHAR), "user" STRUCT(email VARCHAR),
    connection STRUCT(client_ip VARCHAR, bytes_received BIGINT, bytes_transferred BIGINT, error_message VARCHAR))'})
WHERE event.status IN ('closed_connection', 'failed_to_connect', 'denied_access') AND event.user.email <> '';
