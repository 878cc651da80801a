package twin

import (
	"net/netip"
	"strconv"
	"time"

	"github.com/flowtrail/flowtrail/networkevent"
)

// Row is a row of the Admin Console's report, with the hooks of csvutil. Users of gocsv have networkevent.Row itself.
type Row struct {
	StartTime           ReportTime             `csv:"start_time"`
	EndTime             ReportTime             `csv:"end_time"`
	User                string                 `csv:"user"`
	UserID              string                 `csv:"user_id"`
	DeviceID            string                 `csv:"device_id"`
	ClientIP            netip.Addr             `csv:"client_ip"`
	Connector           string                 `csv:"connector"`
	ConnectorID         string                 `csv:"connector_id"`
	ResourceIP          netip.Addr             `csv:"resource_ip"`
	ResourcePort        Port                   `csv:"resource_port"`
	ResourceDomain      string                 `csv:"resource_domain"`
	ResourceID          string                 `csv:"resource_id"`
	Protocol            networkevent.Protocol  `csv:"protocol"`
	Status              networkevent.RowStatus `csv:"status"`
	BytesTransferred    Bytes                  `csv:"bytes_transferred"`
	BytesReceived       Bytes                  `csv:"bytes_received"`
	RemoteNetwork       string                 `csv:"remote_network"`
	RemoteNetworkID     string                 `csv:"remote_network_id"`
	AppliedRule         string                 `csv:"applied_rule"`
	Relays              string                 `csv:"relays"`
	RelayIPs            string                 `csv:"relay_ips"`
	RelayPorts          string                 `csv:"relay_ports"`
	ServiceAccount      string                 `csv:"service_account"`
	ServiceAccountID    string                 `csv:"service_account_id"`
	ServiceAccountKey   string                 `csv:"service_account_key"`
	ServiceAccountKeyID string                 `csv:"service_account_key_id"`
}

// ReportTime is a time such as 2024-02-20 20:16:05.92 UTC. It is the zero time in an empty cell.
type ReportTime struct{ time.Time }

func (t *ReportTime) UnmarshalCSV(cell []byte) error {
	if t.Time = (time.Time{}); len(cell) < len("2024-02-20 20:16:05 UTC") {
		return nil
	}
	// RFC 3339 is what package time parses fastest by far.
	text := append(make([]byte, 0, 40), cell[:len(cell)-len(" UTC")]...)
	text[len("2024-02-20")] = 'T'
	return t.Time.UnmarshalText(append(text, 'Z'))
}

func (t ReportTime) MarshalCSV() ([]byte, error) {
	if t.IsZero() {
		return nil, nil
	}
	return t.AppendFormat(nil, "2006-01-02 15:04:05.00 UTC"), nil
}

// Bytes is a byte count, if Valid.
type Bytes struct {
	V     int64
	Valid bool
}

func (b *Bytes) UnmarshalCSV(cell []byte) (err error) {
	if *b = (Bytes{}); len(cell) > 0 {
		b.V, err = strconv.ParseInt(string(cell), 10, 64)
		b.Valid = err == nil
	}
	return err
}

func (b Bytes) MarshalCSV() ([]byte, error) {
	if !b.Valid {
		return nil, nil
	}
	return strconv.AppendInt(nil, b.V, 10), nil
}

// Port is a port number, if Valid.
type Port struct {
	V     uint16
	Valid bool
}

func (p *Port) UnmarshalCSV(cell []byte) error {
	if *p = (Port{}); len(cell) == 0 {
		return nil
	}
	n, err := strconv.ParseUint(string(cell), 10, 16)
	*p = Port{uint16(n), err == nil}
	return err
}

func (p Port) MarshalCSV() ([]byte, error) {
	if !p.Valid {
		return nil, nil
	}
	return strconv.AppendUint(nil, uint64(p.V), 10), nil
}
