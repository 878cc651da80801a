package s3sync

import (
	"encoding/json"
	"iter"
	"math/rand/v2"
	"strconv"

	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/networkevent"
)

// samples interleaves the samples of all streams as a busy network does, and now and then a stream that is not known.
func samples(seed uint64, next func() *Record) iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		random := rand.New(rand.NewPCG(seed, 0x73337379))
		network, stopNetwork := iter.Pull(networkevent.JSON.Samples(seed))
		defer stopNetwork()
		dns, stopDNS := iter.Pull(dnsfilter.JSON.Samples(seed))
		defer stopDNS()
		audit, stopAudit := iter.Pull(auditlog.JSON.Samples(seed))
		defer stopAudit()
		loss, stopLoss := iter.Pull(dlp.JSON.Samples(seed))
		defer stopLoss()
		for {
			r := next()
			switch n := random.IntN(1000); {
			case n < 600:
				r.Event, _ = network()
			case n < 960:
				r.Event, _ = dns()
			case n < 985:
				ev, _ := audit()
				for ev.Form.Bare { // the Admin Console exports such records, the sync does not
					ev, _ = audit()
				}
				r.Event = ev
			case n < 995:
				r.Event, _ = loss()
			default:
				raw := `{"event_type":"authentication","event":{"version":"1","id":` + strconv.Itoa(random.IntN(1e6)) + `}}`
				r.Event = &Unknown{Stream: "authentication", Raw: json.RawMessage(raw)}
			}
			if !yield(r) {
				return
			}
		}
	}
}
