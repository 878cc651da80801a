package flowtrailtest_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/flowtrailtest"
	"github.com/flowtrail/flowtrail/networkevent"
)

// An event is what a naive parser makes of a network event.
type event struct {
	At       time.Time
	Received int64
}

// parser returns a naive parser. It takes times for those of some layouts, and counts bytes in 32 bits.
func parser(layouts ...string) func(data []byte) ([]event, error) {
	return func(data []byte) (events []event, err error) {
		decoder := json.NewDecoder(bytes.NewReader(data))
		for decoder.More() {
			var record struct {
				Event struct {
					Time       string
					Connection struct {
						BytesReceived int64 `json:"bytes_received"`
					}
				}
			}
			if err := decoder.Decode(&record); err != nil {
				return nil, err
			}
			e := event{Received: int64(int32(record.Event.Connection.BytesReceived))}
			for _, layout := range layouts {
				if e.At, err = time.Parse(layout, record.Event.Time); err == nil {
					break
				}
			}
			if err != nil {
				return nil, err
			}
			events = append(events, e)
		}
		return events, nil
	}
}

// find prints the plainest case that shows what is wrong with a parser.
func find[T, R any](codec *flowtrail.Codec[T], read func([]byte) ([]R, error), compare func(*T, R) string, opts ...flowtrailtest.Option) {
	fails := func(c *flowtrailtest.Case[T]) bool { return flowtrailtest.Try(c, read, compare) != "" }
	for c := range flowtrailtest.Cases(codec, 1, opts...) {
		if fails(c) {
			c = flowtrailtest.Shrink(c, fails)
			fmt.Printf("%s\n%d record:\n%v\n", flowtrailtest.Try(c, read, compare), len(c.Records), c)
			return
		}
	}
}

// unclaimed is what the parser does not claim to read.
var unclaimed = flowtrailtest.Without("bom", "gzip", "array", "values")

// A time may come without seconds, as in older files.
func Example_time() {
	compare := func(want *networkevent.Event, got event) string {
		if !want.Time.Equal(got.At) {
			return fmt.Sprint("the time is ", got.At, ", not ", want.Time)
		}
		return ""
	}
	find(networkevent.JSON, parser(time.RFC3339), compare, flowtrailtest.Valid(), unclaimed)
	// Output:
	// it does not read a valid file: parsing time "2025-07-25T18:00Z" as "2006-01-02T15:04:05Z07:00": cannot parse "Z" as ":"
	// 1 record:
	// {"event_type":"network","event":{"status":"failed_to_connect","connection":{"client_ip":"203.0.26.168","protocol":"tcp","bytes_received":0,"bytes_transferred":0,"error_message":"DNS_ERROR"},"connector":{"id":"177007","name":"quiet-angora"},"device":{"id":"1203413"},"relays":[],"remote_network":{"id":"21000","name":"aws-us-east-1-dev"},"resource":{"address":"host-2.corp.example.com","applied_rule":"host-2.corp.example.com","id":"2200002","port":22},"time":"2025-07-25T18:00Z","user":{"email":"lynx.garcía853@example.com","id":"100853"}}}
}

// A count of bytes may be larger than 32 bits can hold.
func Example_count() {
	compare := func(want *networkevent.Event, got event) string {
		if want.Connection.BytesReceived != got.Received {
			return fmt.Sprintf("%d bytes are received, not %d", got.Received, want.Connection.BytesReceived)
		}
		return ""
	}
	find(networkevent.JSON, parser(time.RFC3339, "2006-01-02T15:04Z"), compare, flowtrailtest.Valid(), unclaimed)
	// Output:
	// record 1: -1 bytes are received, not 9223372036854775807
	// 1 record:
	// {"event_type":"network_access","event":{"version":1,"time":"2025-07-25T18:00:58.536732+00:00","status":"closed_connection","connection":{"client_ip":"203.0.2.240","protocol":"tcp","bytes_received":9223372036854775807,"bytes_transferred":209},"connector":{"id":"177000","name":"mellow-angora"},"remote_network":{"id":"21000","name":"aws-us-east-1-dev"},"resource":{"address":"10.103.154.236","applied_rule":"10.0.0.0/8","id":"2200008","ip":"10.103.154.236","port":8443},"relays":[{"ip":"158.195.216.215","name":"relaybalancer+https://relays.example.com","port":30019}],"device":{"id":"1200376"},"user":{"id":"100094","email":"otter.müller94@example.com"},"location":{"lat":-44.4,"lon":30.57}}}
}

// split is a naive parser of CSV: it takes each line for a row.
func split(data []byte) (rows [][]string, err error) {
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if len(lines) < 2 {
		return nil, errors.New("there is no row")
	}
	for _, line := range lines[1:] {
		rows = append(rows, strings.Split(line, ","))
	}
	return rows, nil
}

// A cell in quotes may hold a newline.
func Example_newline() {
	compare := func(*networkevent.Row, []string) string { return "" }
	find(networkevent.CSV, split, compare, flowtrailtest.Valid(), flowtrailtest.Without("bom", "gzip", "blank"))
	// Output:
	// it reads 2 records where there are 1
	// 1 record:
	// start_time,end_time,user,user_id,device_id,client_ip,connector,connector_id,resource_ip,resource_port,resource_domain,resource_id,protocol,status,bytes_transferred,bytes_received,remote_network,remote_network_id,applied_rule,relays,relay_ips,relay_ports,service_account,service_account_id,service_account_key,service_account_key_id
	// 2025-07-25 17:56:29.55 UTC,2025-07-25 18:00:50.63 UTC,marmot.müller6@example.com,100006,1200024,203.0.0.49,faithful-otter,177020,10.66.121.44,22,host-64.db.example.org,2200064,tcp,NORMAL,5774,66538,"Basement
	// rack 2",21006,host-64.db.example.org,relaybalancer+https://relays.example.com,106.195.217.26,30001,,,,
}
