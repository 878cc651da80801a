-- Order of addresses: IPv4 before IPv6, each by number.
CREATE TEMP MACRO padded(groups, width) AS array_to_string(list_transform(groups, lambda g: lpad(g, width, '0')), '');
CREATE TEMP MACRO groups6(part) AS if(part = '', []::VARCHAR[], string_split(part, ':'));
CREATE TEMP MACRO expanded6(head, tail) AS
    list_concat(head, list_resize([]::VARCHAR[], 8 - len(head) - len(tail), '0'), tail);
CREATE TEMP MACRO address_order(ip) AS CASE
    WHEN NOT contains(ip, ':') THEN '4' || padded(string_split(ip, '.'), 3)
    WHEN NOT contains(ip, '::') THEN '6' || padded(string_split(ip, ':'), 4)
    ELSE '6' || padded(expanded6(groups6(split_part(ip, '::', 1)), groups6(split_part(ip, '::', 2))), 4)
END;

-- A time as the vendor writes it: with two fraction digits, or six where two would change it.
CREATE TEMP MACRO micros(t) AS strftime(t, '%Y-%m-%d %H:%M:%S.%f');
CREATE TEMP MACRO report_time(t) AS if(microsecond(t) % 10000 = 0, left(micros(t), 22), micros(t)) || ' UTC';

-- Hundredths of a percent, rounded half up, and how they are written.
CREATE TEMP MACRO percent(part, whole) AS (part * 20000 + whole) // (whole * 2);
CREATE TEMP MACRO decimals(n) AS (n // 100) || '.' || lpad((n % 100)::VARCHAR, 2, '0');
