package auditlog

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
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

	admins  []Actor
	keys    []Actor
	users   []string                  // their email addresses
	objects [len(kinds)][2][]Identity // of each kind, the older ones second, once there was one
	hosts   []string
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
		w.hosts = append(w.hosts, fmt.Sprintf("host-%d.example.int", i))
	}
	return w
}

// A kind of objects is an index of kinds.
type kind int

const (
	networks kind = iota
	connectors
	resources
	apiKeys
	users
	groups
	devices
	accounts
	accountKeys
)

// kinds are the kinds of objects, and what their types are called in the older version.
var kinds = [...]struct{ name, older TargetType }{
	networks: {TargetRemoteNetwork, "remoteNetwork"}, connectors: {TargetConnector, "connector"}, resources: {TargetResource, "resource"},
	apiKeys: {TargetPublicAPIKey, "publicAPIKey"}, users: {TargetUser, "user"}, groups: {TargetGroup, "group"}, devices: {TargetDevice, "device"},
	accounts: {TargetServiceAccount, "serviceAccount"}, accountKeys: {TargetServiceAccountKey, "serviceAccountKey"},
}

// id returns the id of an object as Twingate writes it.
func id(kind string, n int) string {
	return base64.StdEncoding.EncodeToString([]byte(kind + ":" + strconv.Itoa(n)))
}

func (w *world) any(words []string) string { return sample.Any(&w.World, words) }

// next makes e the next event.
func (w *world) next(e *Event) {
	w.Tick(90_000_000)
	*e = Event{Version: 1, Time: w.Time(time.Microsecond), Action: ActionEdit, Actor: w.actor(), Targets: e.Targets[:0]}
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
	switch w.IntN(200) {
	case 0:
		w.unnamed(e)
	case 1:
		e.Targets = e.Targets[:0]
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
	other := &OtherTarget{Type: "SecurityPolicy"}
	if w.IntN(2) == 0 {
		other.Version, other.ID, other.Name = flowtrail.Some("1.0"), flowtrail.Some(id(string(other.Type), w.IntN(9))), flowtrail.Some("Default\tpolicy")
	}
	e.Targets = append(e.Targets, other)
	e.Extra[path+"/targets/"+strconv.Itoa(len(e.Targets)-1)+"/rules"] = json.RawMessage(`[{"mfa":true}]`)
}

func (w *world) actor() Actor {
	switch n := w.IntN(200); {
	case n < 2:
		someone := w.admins[w.Few(len(w.admins))]
		someone.Info = flowtrail.Optional[Info]{}
		return someone
	case n < 150:
		return w.admins[w.Few(len(w.admins))]
	case n < 190:
		return w.keys[w.Few(len(w.keys))]
	}
	return Actor{Type: ActorTwingateSupport, NullInfo: true}
}

// identity returns one of the objects of a kind.
func (w *world) identity(k kind, older bool) Identity {
	all := &w.objects[k][0]
	if older {
		all = &w.objects[k][1]
	}
	if *all == nil {
		*all = identities(k, older)
	}
	return (*all)[w.Few(sampleObjects)]
}

func identities(k kind, older bool) (all []Identity) {
	name, version := kinds[k].name, "1.0"
	if older {
		name, version = kinds[k].older, "1"
	}
	for n := range sampleObjects {
		all = append(all, Identity{
			Version: version, Type: name, ID: id(string(kinds[k].name), 10_000+n), Name: fmt.Sprintf("%s %d", thingNames[n%len(thingNames)], n),
		})
	}
	return all
}

func (w *world) target(older bool) Target {
	active := mostly(w, w.IntN(10) > 0)
	switch w.IntN(10) {
	case 0:
		return &RemoteNetwork{w.identity(networks, older), mostly(w, w.any(locations)), active}
	case 1:
		network := w.identity(networks, older)
		return &Connector{w.identity(connectors, older), mostly(w, Reference{network.ID, network.Name})}
	case 2:
		protocols := mostly(w, Protocols{AllowICMP: mostly(w, w.IntN(2) > 0), TCP: mostly(w, w.ports()), UDP: mostly(w, w.ports())})
		address := mostly(w, Address{"DNS", w.hosts[w.Few(sampleObjects)]})
		return &Resource{w.identity(resources, older), address, protocols, active}
	case 3:
		return w.apiKey(older)
	case 4:
		return w.device(older)
	case 5:
		return &Group{w.identity(groups, older)}
	case 6:
		return &ServiceAccount{w.identity(accounts, older)}
	case 7:
		account := ServiceAccount{w.identity(accounts, older)}
		return &ServiceAccountKey{w.identity(accountKeys, older), mostly(w, w.any(states)), mostly(w, account)}
	}
	user := &User{Identity: w.identity(users, older), IsActive: active}
	user.Email = mostly(w, w.users[w.Few(len(w.users))])
	if older {
		user.IsAdmin = flowtrail.Some(w.IntN(10) == 0)
	} else {
		user.Role = flowtrail.Some(w.any(roles))
	}
	return user
}

func mostly[V any](w *world, v V) flowtrail.Optional[V] { return sample.Mostly(&w.World, v) }

// ports returns a rule, mostly that which is documented.
func (w *world) ports() PortRule {
	if w.IntN(100) == 0 {
		return PortRule{Policy: "RESTRICTED", Ports: flowtrail.Some([]json.RawMessage{json.RawMessage(`{"start":8000,"end":8100}`)})}
	}
	return PortRule{Policy: "ALLOW_ALL", Ports: mostly(w, []json.RawMessage{})}
}

func (w *world) apiKey(older bool) *PublicAPIKey {
	permission := PermissionReadOnly
	switch w.IntN(6) {
	case 0:
		permission = PermissionProvision
	case 1, 2:
		permission = PermissionReadWrite
	}
	key := &PublicAPIKey{Identity: w.identity(apiKeys, older), Permission: mostly(w, permission)}
	if older {
		key.AllowedIPRange = flowtrail.Some(w.any(blocks))
	} else {
		key.AllowedIPRanges = flowtrail.Some(append([]string{}, blocks[:w.IntN(len(blocks))]...))
	}
	return key
}

func (w *world) device(older bool) *Device {
	device := &Device{
		Identity: w.identity(devices, older), IsTrusted: mostly(w, w.IntN(10) > 0), Platform: mostly(w, "laptop"),
		OSName: mostly(w, "macOS"), ClientVersion: mostly(w, "2025.191"),
	}
	if w.IntN(40) == 0 {
		device.DisplayName = flowtrail.Some(device.Name)
		device.SerialNumber = flowtrail.Some(fmt.Sprintf("XYZ%07d", w.IntN(10_000_000)))
		device.User = flowtrail.Some(json.RawMessage(`{"email":"` + w.users[w.Few(len(w.users))] + `"}`))
	}
	return device
}
