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
	// record 1: -2147483648 bytes are received, not 2147483648
	// 1 record:
	// {"event_type":"network_access","event":{"version":1,"time":"2025-07-25T18:01:01.496929+00:00","status":"closed_connection","connection":{"client_ip":"203.0.23.253","protocol":"tcp","bytes_received":2147483648,"bytes_transferred":13106},"connector":{"id":"177019","name":"eager-pigeon"},"remote_network":{"id":"21005","name":"東京"},"resource":{"address":"host-6.eks.example.int","applied_rule":"host-6.eks.example.int","id":"2200006","ip":"2001:db8::7","port":22},"relays":[{"ip":"85.137.233.88","name":"relaybalancer+https://relays.example.com","port":30000},{"ip":"106.63.160.68","name":"relaybalancer+https://relays.example.com","port":30016},{"ip":"35.162.163.35","name":"relaybalancer+https://relays.example.com","port":30004}],"device":{"id":"1203069"},"user":{"id":"100767","email":"pigeon.müller767@example.com"},"location":{"lat":-44.4,"lon":30.57}}}
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
	// 2025-07-25 17:53:13.75 UTC,2025-07-25 18:00:44.10 UTC,otter.garcía4733@example.com,104733,1218932,203.0.147.232,mellow-angora,177006,2001:db8::116,22,host-277.home.example.net,2200277,tcp,NORMAL,2063,43051,"Basement
	// rack 2",21006,host-277.home.example.net,relaybalancer+https://relays.example.com,94.22.160.204,30010,,,,
}
