package auditlog

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/sample"
)

// The size of the world that samples are drawn from.
const (
	sampleAdmins  = 40
	sampleObjects = 200 // of each kind
)

// world is what the samples of one seed have in common: who changes what.
type world struct {
	sample.World

	admins []Actor
	keys   []Actor
	users  []string // their email addresses
}

var (
	givenNames  = []string{"Ada", "Grace", "Jürgen", "Sinéad", "東", "Olu", "Mina", "Luís"}
	familyNames = []string{"Smith", "Müller", "Okafor", "Tanaka", "García", "Ivanova", "Dubois", "O'Neil"}
	thingNames  = []string{"AWS us-east-1", "🏠 Office", "Zürich, main site", `the "old" datacenter`, "wiki", "db-primary", "build farm", "東京"}
	locations   = []string{"AWS", "AZURE", "GOOGLE_CLOUD", "ON_PREMISE", "OTHER"}
	roles       = []string{"ADMIN", "DEVOPS", "SUPPORT", "MEMBER"}
	states      = []string{"active", "expired", "revoked", "deleted"}
	blocks      = []string{"0.0.0.0/0", "::/0", "203.0.113.0/24", "2001:db8::/32"}
)

func newWorld(seed uint64) *world {
	w := &world{World: sample.NewWorld(seed)}
	for i := range sampleAdmins {
		info := Info{Email: flowtrail.Some(w.Email(i)), Name: w.any(givenNames) + " " + w.any(familyNames)}
		w.admins = append(w.admins, Actor{Type: ActorUser, ID: flowtrail.Some(id("User", 890_000+i)), Info: flowtrail.Some(info)})
		info = Info{Name: "Terraform " + strconv.Itoa(i)}
		w.keys = append(w.keys, Actor{Type: ActorAPI, ID: flowtrail.Some(id("PublicAPIKey", 1000+i)), Info: flowtrail.Some(info)})
	}
	for i := range sampleObjects {
		w.users = append(w.users, w.Email(sampleAdmins+i))
	}
	return w
}

// id returns the id of an object as Twingate writes it.
func id(kind string, n int) string {
	return base64.StdEncoding.EncodeToString([]byte(kind + ":" + strconv.Itoa(n)))
}

func (w *world) any(words []string) string { return sample.Any(&w.World, words) }

// next makes e the next event.
func (w *world) next(e *Event) {
	w.Tick(90_000_000)
	*e = Event{Version: 1, Time: w.Clock, Action: ActionEdit, Actor: w.actor(), Targets: e.Targets[:0]}
	switch w.IntN(8) {
	case 0:
		e.Action = ActionDelete
	case 1, 2:
		e.Action = ActionCreate
	case 3:
		e.Action = "connect" // which is documented, but not how it is spelled
	}
	older := w.IntN(4) == 0
	if older {
		e.Time = w.Clock.Truncate(time.Minute)
		e.Form = Form{Bare: w.IntN(3) > 0, TextVersion: true, MinuteTime: true}
	} else if w.IntN(4) == 0 {
		e.Form.Bare = true
	}
	for range 1 + w.Few(3) {
		e.Targets = append(e.Targets, w.target(older))
	}
	if w.IntN(200) == 0 {
		w.unnamed(e)
	}
}

// unnamed gives an event members that are not documented.
func (w *world) unnamed(e *Event) {
	path := "/event"
	if e.Form.Bare {
		path = ""
	}
	request := json.RawMessage(`"` + strconv.FormatUint(w.Uint64(), 16) + `"`)
	e.Extra = map[string]json.RawMessage{path + "/requestId": request}
	e.Targets = append(e.Targets, &OtherTarget{Type: "SecurityPolicy", ID: flowtrail.Some(id("SecurityPolicy", w.IntN(9))), Name: flowtrail.Some("Default")})
	e.Extra[path+"/targets/"+strconv.Itoa(len(e.Targets)-1)+"/rules"] = json.RawMessage(`[{"mfa":true}]`)
}

func (w *world) actor() Actor {
	switch n := w.IntN(20); {
	case n < 15:
		return w.admins[w.Few(len(w.admins))]
	case n < 19:
		return w.keys[w.Few(len(w.keys))]
	}
	return Actor{Type: ActorTwingateSupport, NullInfo: true}
}

// identity returns one of the objects of a type.
func (w *world) identity(t TargetType, older bool) Identity {
	n := w.Few(sampleObjects)
	i := Identity{Version: "1.0", Type: t, ID: id(string(t), 10_000+n), Name: fmt.Sprintf("%s %d", thingNames[n%len(thingNames)], n)}
	if older {
		i.Version, i.Type = "1", TargetType(strings.ToLower(string(t[:1]))+string(t[1:]))
	}
	return i
}

func (w *world) target(older bool) Target {
	active := flowtrail.Some(w.IntN(10) > 0)
	switch w.IntN(10) {
	case 0:
		return &RemoteNetwork{w.identity(TargetRemoteNetwork, older), flowtrail.Some(w.any(locations)), active}
	case 1:
		network := w.identity(TargetRemoteNetwork, older)
		return &Connector{w.identity(TargetConnector, older), flowtrail.Some(Reference{network.ID, network.Name})}
	case 2:
		open := flowtrail.Some(PortRule{Policy: "ALLOW_ALL", Ports: flowtrail.Some([]json.RawMessage{})})
		protocols := flowtrail.Some(Protocols{AllowICMP: flowtrail.Some(w.IntN(2) > 0), TCP: open, UDP: open})
		address := flowtrail.Some(Address{"DNS", fmt.Sprintf("host-%d.example.int", w.Few(sampleObjects))})
		return &Resource{w.identity(TargetResource, older), address, protocols, active}
	case 3:
		key := &PublicAPIKey{Identity: w.identity(TargetPublicAPIKey, older), Permission: flowtrail.Some(PermissionReadOnly)}
		if w.IntN(3) == 0 {
			key.Permission = flowtrail.Some(PermissionReadWrite)
		}
		if older {
			key.AllowedIPRange = flowtrail.Some(w.any(blocks))
		} else {
			key.AllowedIPRanges = flowtrail.Some(append([]string{}, blocks[:w.IntN(len(blocks))]...))
		}
		return key
	case 4:
		device := &Device{Identity: w.identity(TargetDevice, older), IsTrusted: active, Platform: flowtrail.Some("laptop")}
		device.OSName, device.ClientVersion = flowtrail.Some("macOS"), flowtrail.Some("2025.191")
		return device
	case 5:
		return &Group{w.identity(TargetGroup, older)}
	case 6:
		return &ServiceAccount{w.identity(TargetServiceAccount, older)}
	case 7:
		account := ServiceAccount{w.identity(TargetServiceAccount, older)}
		return &ServiceAccountKey{w.identity(TargetServiceAccountKey, older), flowtrail.Some(w.any(states)), flowtrail.Some(account)}
	}
	user := &User{Identity: w.identity(TargetUser, older), IsActive: active}
	user.Email = flowtrail.Some(w.users[w.Few(len(w.users))])
	if older {
		user.IsAdmin = flowtrail.Some(w.IntN(10) == 0)
	} else {
		user.Role = flowtrail.Some(w.any(roles))
	}
	return user
}
