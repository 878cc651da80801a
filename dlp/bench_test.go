package dlp_test

import (
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/internal/codectest"
)

func BenchmarkEventInto(b *testing.B) { codectest.BenchmarkInto(b, dlp.JSON) }

func BenchmarkEventAppend(b *testing.B) { codectest.BenchmarkAppend(b, dlp.JSON) }

// BenchmarkEventEncodingJSON reads the same samples without a codec.
func BenchmarkEventEncodingJSON(b *testing.B) {
	type named struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	type record struct {
		EventType string `json:"event_type"`
		Event     struct {
			Version  int       `json:"version"`
			Time     time.Time `json:"time"`
			Action   string    `json:"action"`
			Status   string    `json:"status"`
			Policies []named   `json:"data_loss_prevention_policies"`
			Device   named     `json:"device"`
			User     struct {
				ID    string `json:"id"`
				Email string `json:"email"`
			} `json:"user"`
			Resource struct {
				Address     string `json:"address"`
				AppliedRule string `json:"applied_rule"`
				ID          string `json:"id"`
			} `json:"resource"`
		} `json:"event"`
	}
	codectest.BenchmarkEncodingJSON[record](b, dlp.JSON)
}
