package dlp_test

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/flowtrail/flowtrail/dlp"
)

// Read what Twingate syncs to S3 and look at who was kept from what.
func Example() {
	fsys := os.DirFS("../testdata/valid/dlp.json")
	for event, err := range dlp.JSON.ReadFS(fsys, "data-loss-prevention-canonical.json") {
		if err != nil {
			log.Fatal(err)
		}
		if event.Action == dlp.ActionBlockUpload && event.Status == dlp.StatusBlocked {
			for _, policy := range event.Policies {
				fmt.Printf("%s, upload to %s: %s\n", event.User.Email, event.Resource.Address, policy.Name)
			}
		}
	}
	// Output:
	// ada@example.com, upload to chat.example.com: DLP-AllActions-AllContent
	// ada@example.com, upload to chat.example.com: DLP-AllActions-AllContent
	// ada@example.com, upload to chat.example.com: No "secrets" in {chats}\
}

// The documents show one action and one status. Others are read as they come.
func ExampleAction() {
	for event, err := range dlp.JSON.ReadFS(os.DirFS("../testdata/valid/dlp.json"), "array.json") {
		if err != nil {
			log.Fatal(err)
		}
		switch event.Action {
		case dlp.ActionBlockUpload:
		default:
			fmt.Printf("action %q, status %q\n", event.Action, event.Status)
		}
	}
	// Output:
	// action "block_copy", status "blocked"
	// action "", status ""
	// action "block_download", status "blocked"
}

// An event is the vendor's record for encoding/json, too, wherever it stands.
func ExampleEvent_MarshalJSON() {
	for event, err := range dlp.JSON.ReadFS(os.DirFS("../testdata/valid/dlp.json"), "single-object.json") {
		if err != nil {
			log.Fatal(err)
		}
		text, err := json.Marshal(map[string]any{"team": "blue", "event": event})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s…\n", text[:124])
	}
	// Output:
	// {"event":{"event_type":"data_loss_prevention","event":{"version":1,"time":"2025-07-26T00:43:25.104518+00:00","action":"block…
}
