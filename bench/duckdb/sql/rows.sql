-- What the report needs of the Admin Console's network events report. Empty cells are NULL.
CREATE TEMP VIEW connections AS
SELECT "user" AS email,
       client_ip,
       device_id,
       coalesce(end_time, start_time) AS ended,
       status = 'NORMAL' AS success,
       relay_ips IS NOT NULL AS relayed,
       status = 'DNS_ERROR' AS dns,
       bytes_transferred,
       bytes_received
FROM read_csv(getvariable('path'), auto_detect = false, header = true, delim = ',', quote = '"', columns = {
    start_time: 'TIMESTAMP', end_time: 'TIMESTAMP', "user": 'VARCHAR', user_id: 'VARCHAR', device_id: 'VARCHAR',
    client_ip: 'VARCHAR', connector: 'VARCHAR', connector_id: 'VARCHAR', resource_ip: 'VARCHAR',
    resource_port: 'VARCHAR', resource_domain: 'VARCHAR', resource_id: 'VARCHAR', protocol: 'VARCHAR',
    status: 'VARCHAR', bytes_transferred: 'BIGINT', bytes_received: 'BIGINT', remote_network: 'VARCHAR',
    remote_network_id: 'VARCHAR', applied_rule: 'VARCHAR', relays: 'VARCHAR', relay_ips: 'VARCHAR',
    relay_ports: 'VARCHAR', service_account: 'VARCHAR', service_account_id: 'VARCHAR',
    service_account_key: 'VARCHAR', service_account_key_id: 'VARCHAR'})
WHERE "user" IS NOT NULL;
