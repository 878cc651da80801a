package s3sync

import (
	"encoding/json"
	"iter"
	"math/rand/v2"
	"strconv"

	"github.com/flowtrail/flowtrail/networkevent"
)

// samples interleaves the samples of all streams as a busy network does, and now and then a stream that is not known.
func samples(seed uint64, next func() *Record) iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		random := rand.New(rand.NewPCG(seed, 0x73337379))
		network, stopNetwork := iter.Pull(networkevent.JSON.Samples(seed))
		defer stopNetwork()
		for {
			r := next()
			switch n := random.IntN(1000); {
			case n < 995:
				r.Event, _ = network()
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
