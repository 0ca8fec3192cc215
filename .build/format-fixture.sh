#!/usr/bin/env bash
# Makes the data folder, the backup and the expected hashes of the present format (see
# pipeline/src/test/resources/formats/README.md) with the built ./tactus.
# usage: .build/format-fixture.sh NEW_FOLDER FORMAT_NUMBER
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:?a new folder to work in}
target=pipeline/src/test/resources/formats/${2:?the number of the format}
mkdir "$work"

start() {
  ./tactus serve --data "$work/data" --http 127.0.0.1:0 --journal-segment-bytes 16KiB \
    --engine-max-command 8KiB --journal-hash-every 10 >"$work/out" 2>"$work/err" &
  server=$!
  until grep -q ready "$work/out"; do
    kill -0 "$server"
    sleep 0.2
  done
  url=$(awk '{print $3}' "$work/out")
}

stop() {
  kill "$server"
  wait "$server" || true
}

send() {
  curl -sf -X "$1" "$url$2" -H 'content-type: application/json' -d "$3" -o /dev/null
}

start
send POST /schema/v1/types '{"name":"Vec3","fields":[{"name":"x","type":"f32"},{"name":"y","type":"f32"},{"name":"z","type":"f32"}]}'
send POST /schema/v1/types '{"name":"Region","enum":["eu","us","asia"]}'
send POST /schema/v1/tables '{"name":"guilds","fields":[{"name":"id","type":"u32","generated":true},{"name":"name","type":"string(24)"}],"primaryKey":["id"],"indexes":[{"name":"by_name","fields":["name"],"kind":"hash","unique":true}]}'
send POST /schema/v1/tables '{"name":"players","fields":[{"name":"id","type":"u64","generated":true},{"name":"name","type":"string(32)"},{"name":"skill","type":"f64","default":1500},{"name":"region","type":"Region","nullable":true},{"name":"position","type":"Vec3","nullable":true},{"name":"guild","type":"ref(guilds)","nullable":true,"onDelete":"setNull"},{"name":"notes","type":"text","nullable":true},{"name":"tags","type":"json","nullable":true},{"name":"stats","type":"i32[3]","nullable":true},{"name":"seen","type":"timestamp","nullable":true},{"name":"ban","type":"duration","nullable":true},{"name":"token","type":"uuid","nullable":true},{"name":"blob","type":"bytes","nullable":true}],"primaryKey":["id"],"indexes":[{"name":"by_skill","fields":["region","skill"],"kind":"ordered"},{"name":"near","fields":["position"],"kind":"grid","cell":16.0}]}'
for guild in red blue green; do send POST /rest/v1/guilds '{"name":"'$guild'"}'; done
for i in $(seq 1 60); do
  send POST /rest/v1/players '{"name":"player '"$i"'","skill":'$((1000 + i * 7 % 400))',"region":"eu","position":{"x":'"$i"',"y":2,"z":3.5},"guild":'$((i % 3 + 1))',"notes":"note of '"$i"' åßç","tags":{"n":'"$i"'},"stats":['"$i"',-1,0],"seen":"2026-01-01T00:00:00Z","ban":"PT1H","token":"00000000-0000-4000-8000-000000000001","blob":"AAEC"}'
done
send DELETE '/rest/v1/guilds/2' ''
./tactus snapshot --server "$url"
stop
start
for i in $(seq 61 90); do send POST /rest/v1/players '{"name":"player '"$i"'"}'; done
send PATCH '/rest/v1/players?id=lt.20' '{"skill":{"$add":5}}'
send DELETE '/rest/v1/players?id=gt.80' ''
send POST /schema/v1/tables/players/fields '{"name":"level","type":"u16","default":1}'
send PATCH '/rest/v1/players/7' '{"level":9}'
./tactus backup -o "$work/backup.tar" --history --server "$url"
stop
rm -f "$work/data/lock"

./tactus replay verify --data "$work/data"
mkdir -p "$target"
./tactus replay hash --data "$work/data" | tee "$target/expected.txt"
gzip -9nc "$work/backup.tar" >"$target/backup.tar.gz"
rm -f "$target/data.zip"
python3 - "$work/data" "$target/data.zip" <<'PYTHON'
import os, sys, zipfile
data, target = sys.argv[1:]
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for folder, _, files in sorted(os.walk(data)):
        for name in sorted(files):
            path = os.path.join(folder, name)
            info = zipfile.ZipInfo(os.path.relpath(path, data), (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with open(path, "rb") as file:
                archive.writestr(info, file.read())
PYTHON
