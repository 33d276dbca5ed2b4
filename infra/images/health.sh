#!/bin/bash
# health.sh PORT: whether the program's /health on this machine says that it is well. The image has neither curl nor wget.
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET /health HTTP/1.0\r\n\r\n' >&3
read -r _ code _ <&3
[ "$code" = 200 ]
