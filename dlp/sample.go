package dlp

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"time"

	"github.com/flowtrail/flowtrail/internal/sample"
)

// The size of the world that samples are drawn from.
const (
	sampleUsers     = 2000
	sampleResources = 60
)

// world is what the samples of one seed have in common: who does what where.
type world struct {
	sample.World

	users     []User
	devices   []Device // of the user at the same index
	resources []Resource
	policies  []Policy
}

var (
	sites       = []string{"chat", "drive", "mail", "paste", "translate", "notes"}
	policyNames = []string{"DLP-AllActions-AllContent", `No "secrets" in chats`, "Verträge", "Source code", "顧客データ"}
)

func newWorld(seed uint64) *world {
	w := &world{World: sample.NewWorld(seed)}
	for i := range sampleUsers {
		owner := sample.Any(&w.World, sample.Animals)
		w.users = append(w.users, User{ID: strconv.Itoa(100_000 + i), Email: w.Email(i)})
		w.devices = append(w.devices, Device{ID: strconv.Itoa(1_200_000 + 4*i), Name: fmt.Sprintf("%s-mbp%d", owner, i)})
	}
	for i := range sampleResources {
		r := Resource{Address: fmt.Sprintf("%s%d.example.com", sample.Any(&w.World, sites), i), ID: strconv.Itoa(2_200_000 + i)}
		r.AppliedRule = r.Address
		switch w.IntN(4) {
		case 0:
			r.AppliedRule = "*.example.com"
		case 1: // direct to the address
			r.Address, r.AppliedRule = w.PublicIP().String(), "0.0.0.0/0"
		}
		w.resources = append(w.resources, r)
	}
	for i, name := range policyNames {
		id := base64.StdEncoding.EncodeToString([]byte("DataLossPreventionPolicy:" + strconv.Itoa(10+i)))
		w.policies = append(w.policies, Policy{ID: id, Name: name})
	}
	return w
}

// next makes e the next event.
func (w *world) next(e *Event) {
	w.Tick(90_000_000)
	who, first := w.Few(len(w.users)), w.Few(len(w.policies))
	*e = Event{
		Version: 1, Time: w.Time(time.Microsecond), Action: ActionBlockUpload, Status: StatusBlocked,
		Policies: append(e.Policies[:0], w.policies[first:min(len(w.policies), first+1+w.Few(3))]...),
		Device:   w.devices[who], User: w.users[who], Resource: w.resources[w.Few(len(w.resources))],
		Extra: w.Extra(),
	}
	if w.IntN(500) == 0 {
		e.Policies = e.Policies[:0]
	}
}
