#!/usr/bin/env bash
# WordPress from Debian's packages as a measured peer, on the loopback only. `make bench` calls the steps; by hand they work as well:
#
#   peers.sh install     the packages (root, Debian and its children)
#   peers.sh start       MariaDB, PHP and nginx of its own, all below PEERS_HOME; nothing under /etc or /usr is changed
#   peers.sh seed        one column with 50 comments (/c50/), one to post to (/write/), 20 readers (reader1 …, reader-bench), and
#                        WAITING comments that wait for review, on a third one
#   peers.sh cookie USER PASSWORD    the cookies of somebody who has logged in, as one header
#   peers.sh stop        ends what `start` started, by its process ids
#
# PEERS_HOME: where it lives. PEERS_PORT: the first of two ports; WordPress, and the same behind a page cache. ARTICLE: the column's
# text, one paragraph a line. THEME: twentytwentyone is classic and several times quicker than the block theme, so the stronger peer.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
home=${PEERS_HOME:-${TMPDIR:-/var/tmp}/gongron-peers}
port=${PEERS_PORT:-18080}
cached=$((port + 1))
socket=$home/run/db.sock
theme=${THEME:-twentytwentyone}
packages=(wordpress wordpress-l10n "wordpress-theme-$theme" mariadb-server php8.2-fpm php8.2-mysql php8.2-opcache php8.2-mbstring
    php8.2-xml php8.2-intl php8.2-gd nginx-light wrk curl)

install() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${packages[@]}"
}

configure() {
    mkdir -p "$home"/{run,cache,tmp}
    chmod 755 "$home" "$home/run"
    [ -d "$home/wp" ] || { cp -rL /usr/share/wordpress "$home/wp" && mkdir -p "$home/wp/wp-content/mu-plugins"; }
    configure_wordpress
    configure_php
    configure_nginx
    chown -R www-data: "$home/cache" "$home/tmp"
    chown mysql: "$home/run"
}

configure_wordpress() {
    cat > "$home/wp/wp-config.php" <<EOF
<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'wp'); define('DB_PASSWORD', 'wp'); define('DB_HOST', 'localhost:$socket');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', ''); \$table_prefix = 'wp_';
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as \$name) { define(\$name.'_KEY', md5(\$name)); define(\$name.'_SALT', md5("salt \$name")); }
\$_SERVER['HTTP_HOST'] = '127.0.0.1:'.(\$_SERVER['SERVER_PORT'] ?? $port);
define('WP_HOME', 'http://'.\$_SERVER['HTTP_HOST']); define('WP_SITEURL', WP_HOME);
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_MEMORY_LIMIT', '1024M');
if (!defined('ABSPATH')) define('ABSPATH', __DIR__.'/');
require_once ABSPATH.'wp-settings.php';
EOF
    # Who may not moderate may post once in 15 seconds: with that nothing could be measured. Mail is not what is compared.
    echo "<?php remove_filter('comment_flood_filter', 'wp_throttle_comment_flood', 10); function wp_mail() { return true; }" \
        > "$home/wp/wp-content/mu-plugins/bench.php"
}

configure_php() {
    cat > "$home/fpm.conf" <<EOF
[global]
error_log = $home/run/fpm.log
daemonize = no
[www]
user = www-data
group = www-data
listen = $home/run/fpm.sock
listen.owner = www-data
listen.backlog = 1024
pm = static
pm.max_children = 8
php_admin_value[memory_limit] = 1024M
php_admin_value[max_execution_time] = 120
EOF
}

configure_nginx() {
    # Without tcp_nopush: with it, an answer from the page cache waits up to 40 ms for its last packet, and the cache is ten times slower.
    local php="include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME \$document_root\$fastcgi_script_name;
      fastcgi_pass unix:$home/run/fpm.sock; fastcgi_buffers 64 32k; fastcgi_read_timeout 120;"
    local site="root $home/wp; index index.php; location / { try_files \$uri \$uri/ /index.php?\$args; }"
    cat > "$home/nginx.conf" <<EOF
worker_processes auto; pid $home/run/nginx.pid; error_log $home/run/nginx.log; daemon off; user www-data;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types; default_type text/html; charset utf-8; access_log off; sendfile on; gzip on;
  keepalive_requests 1000000; open_file_cache max=1000;
  client_body_temp_path $home/tmp/b; proxy_temp_path $home/tmp/p; fastcgi_temp_path $home/tmp/f; uwsgi_temp_path $home/tmp/u;
  scgi_temp_path $home/tmp/s; fastcgi_cache_path $home/cache keys_zone=wp:10m;
  server { listen 127.0.0.1:$port; $site location ~ \.php$ { $php } }
  server { listen 127.0.0.1:$cached; $site
    location ~ \.php$ { $php
      set \$skip 0;
      if (\$http_cookie ~ "wordpress_logged_in|comment_author") { set \$skip 1; }
      if (\$request_method = POST) { set \$skip 1; }
      fastcgi_cache wp; fastcgi_cache_key \$host\$request_uri; fastcgi_cache_valid 200 600s;
      fastcgi_cache_bypass \$skip; fastcgi_no_cache \$skip; } }
}
EOF
}

until_it_works() { for _ in $(seq 400); do "$@" >/dev/null 2>&1 && return; sleep .05; done; echo "It never worked: $*" >&2; return 1; }

start() {
    configure
    if [ ! -d "$home/db/mysql" ]; then
        mkdir -p "$home/db" && chown mysql: "$home/db"
        mariadb-install-db --no-defaults --user=mysql --datadir="$home/db" --auth-root-authentication-method=socket --skip-test-db >/dev/null
    fi
    # Without innodb_flush_log_at_trx_commit every commit is flushed: durable, as ours are.
    mariadbd --no-defaults --user=mysql --datadir="$home/db" --socket="$socket" --skip-networking --pid-file="$home/run/db.pid" \
        --innodb-buffer-pool-size=1G --character-set-server=utf8mb4 --collation-server=utf8mb4_general_ci \
        --log-error="$home/run/db.log" >/dev/null 2>&1 & echo $! > "$home/run/1.pid"
    until_it_works mariadb-admin --socket="$socket" ping
    mariadb --socket="$socket" -e "create database if not exists wordpress; create user if not exists wp@localhost identified by 'wp';
        grant all on wordpress.* to wp@localhost"
    php-fpm8.2 --fpm-config "$home/fpm.conf" >/dev/null 2>&1 & echo $! > "$home/run/2.pid"
    until_it_works test -S "$home/run/fpm.sock"
    nginx -c "$home/nginx.conf" >/dev/null 2>&1 & echo $! > "$home/run/3.pid"
    until_it_works curl -s -o /dev/null "127.0.0.1:$port/readme.html"
}

seed() { php8.2 "$here/seed.php" "$home/wp" "${ARTICLE:-}" "$theme" 50 "${WAITING:-0}"; }

cookie() {
    local jar
    jar=$(mktemp)
    curl -s -o /dev/null -c "$jar" -b 'wordpress_test_cookie=WP%20Cookie%20check' -d "log=$1&pwd=$2&testcookie=1" "127.0.0.1:$port/wp-login.php"
    awk '/wordpress/ && $6 !~ /test_cookie/ { found[$6] = $7 } END { for (name in found) printf "%s=%s; ", name, found[name] }' "$jar"
    rm -f "$jar"
}

stop() {
    local file pid
    for file in "$home"/run/{3,2,1}.pid; do
        [ -f "$file" ] || continue
        pid=$(cat "$file")
        kill "$pid" 2>/dev/null && tail --pid="$pid" -f /dev/null
        rm -f "$file"
    done
}

step=${1:-}
case $step in
    install | start | seed | stop | cookie) "$@" ;;
    packages) echo "${packages[@]}" ;;
    *) sed -n 2,12p "$0" && exit 2 ;;
esac
