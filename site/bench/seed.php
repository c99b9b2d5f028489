<?php
// Fills an empty WordPress as `peers.sh seed` describes it. Arguments: its folder, the file with the article, the theme, how many comments, how many that wait.
[, $dir, $article, $theme, $number, $waiting] = $argv;
define('WP_INSTALLING', true);
ini_set('memory_limit', '1G');
mt_srand(42);
function wp_new_blog_notification() {}
require "$dir/wp-load.php";
require ABSPATH.'wp-admin/includes/upgrade.php';
global $wpdb;

wp_install('칼럼', 'admin', 'admin@example.org', true, '', 'admin-bench', 'ko_KR');
$options = ['comment_registration' => 1, 'users_can_register' => 1, 'thread_comments' => 1, 'page_comments' => 0, 'comments_per_page' => 50,
    'comment_previously_approved' => 0, 'comments_notify' => 0, 'moderation_notify' => 0, 'permalink_structure' => '/%postname%/'];
foreach ($options as $name => $value) update_option($name, $value);
switch_theme($theme);
flush_rewrite_rules();

$readers = [];
foreach (range(1, 20) as $n) {
    $readers[] = wp_insert_user(['user_login' => "reader$n", 'user_pass' => 'reader-bench', 'user_email' => "reader$n@example.org",
        'display_name' => "독자$n", 'role' => 'subscriber']);
}

$lines = array_values(array_filter(array_map('trim', explode("\n", is_file($article) ? file_get_contents($article) : ''))));
if (!$lines) exit("The file with the article is missing or empty.\n");
$words = preg_split('/\s+/u', implode(' ', $lines));

function words(int $length): string {
    global $words;
    for ($said = ''; mb_strlen($said) < $length;) $said .= $words[array_rand($words)].' ';
    return trim(mb_substr($said, 0, $length));
}

function discuss(int $post, int $number): void {  // a third of the comments answer another one, up to five deep
    global $wpdb, $readers;
    $base = 1 + (int) $wpdb->get_var("select max(comment_ID) from $wpdb->comments");
    $depth = $rows = [];
    for ($i = 0; $i < $number; $i++) {
        [$parent, $depth[$i]] = [0, 1];
        if ($i % 3 == 2) {
            $above = max(0, $i - mt_rand(1, 30));
            if ($depth[$above] < 5) [$parent, $depth[$i]] = [$base + $above, $depth[$above] + 1];
        }
        $who = mt_rand(0, 19);
        $at = gmdate('Y-m-d H:i:s', time() - ($number - $i) * 30);
        $rows[] = $wpdb->prepare('(%d,%d,%s,%s,%s,%s,%s,%s,%d,%s,%d,%d)', $base + $i, $post, '독자'.($who + 1), "reader".($who + 1).'@example.org',
            '127.0.0.1', $at, $at, words(120), 1, 'comment', $parent, $readers[$who]);
    }
    $wpdb->query("insert into $wpdb->comments (comment_ID,comment_post_ID,comment_author,comment_author_email,comment_author_IP,comment_date,"
        .'comment_date_gmt,comment_content,comment_approved,comment_type,comment_parent,user_id) values '.implode(',', $rows));
    wp_update_comment_count_now($post);
}

kses_remove_filters();
$html = implode("\n\n", array_map(fn ($line) => "<!-- wp:paragraph -->\n<p>".esc_html($line)."</p>\n<!-- /wp:paragraph -->", $lines));
$page = fn (string $slug) => wp_insert_post(['post_title' => "초벌을 잃은 직업들 ($slug)", 'post_name' => $slug, 'post_content' => $html,
    'post_status' => 'publish', 'comment_status' => 'open', 'post_author' => 1]);
discuss($page("c$number"), (int) $number);
if ((int) $waiting) {
    $held = $page('held');
    for ($done = 0; $done < (int) $waiting; $done += 1000) discuss($held, min(1000, (int) $waiting - $done));
    $wpdb->query("update $wpdb->comments set comment_approved = '0' where comment_post_ID = $held");
    wp_update_comment_count_now($held);
}
echo $page('write'), "\n";  // its number is what a comment has to name
$wpdb->query("analyze table $wpdb->posts, $wpdb->comments");
