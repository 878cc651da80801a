package dlp

import (
	"encoding/json"
	"time"
)

// Action is what a user was about to do, and what a policy does about it. The vocabulary is open: records may have other values than
// the documented one.
type Action string

// ActionBlockUpload is the only documented action.
const ActionBlockUpload Action = "block_upload"

// Status says what became of it. The vocabulary is open: records may have other values than the documented one.
type Status string

// StatusBlocked is the only documented status.
const StatusBlocked Status = "blocked"

// Event is one action that data loss prevention policies had a say in, as synced to S3: the members of its event object. Its
// event_type is always "data_loss_prevention". What the user was about to upload, copy or print is not recorded.
//
// An Event is a plain value: copying it copies all but the backing array of Policies and the map Extra.
type Event struct {
	Version  int       // event.version; 1 in the document
	Time     time.Time // event.time, in UTC
	Action   Action
	Status   Status
	Policies []Policy // event.data_loss_prevention_policies
	Device   Device
	User     User
	Resource Resource

	// Extra holds what the document does not name, as compact JSON, keyed by JSON Pointer ("/event/user/groups"). It is written
	// back. It is nil when there is none.
	Extra map[string]json.RawMessage
}

// Policy is a data loss prevention policy, which the Admin Console calls an App Control Policy as well.
type Policy struct {
	ID   string // base64, unlike the other ids of an event
	Name string
}

// Device is the device that the user was at.
type Device struct {
	ID   string // decimal digits
	Name string
}

// User is the user who was about to do it.
type User struct {
	ID    string // decimal digits
	Email string
}

// Resource is where the user was about to do it.
type Resource struct {
	Address     string // FQDN or IP address
	AppliedRule string // the Resource's definition, such as "*.example.com"
	ID          string // decimal digits
}
