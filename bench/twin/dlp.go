package twin

import "time"

// DLP is a record of data loss prevention.
type DLP struct {
	Type  string `json:"event_type"`
	Event struct {
		Version  int       `json:"version"`
		Time     time.Time `json:"time"`
		Action   string    `json:"action"`
		Status   string    `json:"status"`
		Policies []Named   `json:"data_loss_prevention_policies"`
		Device   Named     `json:"device"`
		User     User      `json:"user"`
		Resource struct {
			Address     string `json:"address"`
			AppliedRule string `json:"applied_rule"`
			ID          string `json:"id"`
		} `json:"resource"`
	} `json:"event"`
}

// Reset makes d the zero DLP, but keeps the memory of its policies.
func (d *DLP) Reset() {
	policies := d.Event.Policies[:0]
	*d = DLP{}
	d.Event.Policies = policies
}
