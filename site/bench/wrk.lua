-- What wrk sends. W_HOST: the Host header. W_COOKIES: one line for each thread in turn.
-- W_BODY: makes it a form that is posted; {n} in it becomes a number of its own, {key} a UUID, {token} the thread's line of W_TOKENS.
-- With W_BODY each answer has to be a redirect whose address has W_ACCEPTED in it (a Lua pattern); and a thread ends after W_SECONDS with an
-- answer in hand, so that, with one connection a thread, nothing is ever under way that nobody counts. It says so by a letter in W_ENDED.
local ffi = require('ffi')
ffi.cdef('struct bench_time { long s; long ns; }; int clock_gettime(int, struct bench_time *);')
local moment = ffi.new('struct bench_time')
local threads = {}

function now() -- seconds that only go on; Lua's own clock counts whole seconds
    ffi.C.clock_gettime(1, moment)
    return tonumber(moment.s) + tonumber(moment.ns) / 1e9
end

local function line(name, number)
    local lines = {}
    for one in (os.getenv(name) or ''):gmatch('[^\n]+') do lines[#lines + 1] = one end
    return lines[(number - 1) % math.max(1, #lines) + 1] or ''
end

function setup(thread)
    threads[#threads + 1] = thread
    thread:set('number', #threads)
end

local function uuid()
    return (('xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'):gsub('x', function() return ('%x'):format(math.random(0, 15)) end))
end

local function post(body)
    local seconds, wanted = tonumber(os.getenv('W_SECONDS')), os.getenv('W_ACCEPTED')
    local token, began = line('W_TOKENS', number), nil
    wrk.method, wrk.headers['Content-Type'] = 'POST', 'application/x-www-form-urlencoded'
    request = function()
        began, sent = began or now(), sent + 1
        local fields = {n = salt .. sent, key = uuid(), token = token}
        return wrk.format(nil, nil, nil, (body:gsub('{(%a+)}', fields)))
    end
    response = function(status, headers)
        local address = headers['location'] or headers['Location'] or ''
        if status == 302 and address:find(wanted) then accepted = accepted + 1 else refused = refused + 1 end
        lasted = now() - began
        if lasted >= seconds then
            wrk.thread:stop()
            local file = io.open(os.getenv('W_ENDED'), 'a')
            file:write('.')
            file:close()
        end
    end
end

function init()
    sent, accepted, refused, lasted = 0, 0, 0, 0
    math.randomseed((os.time() * 1000 + number * 7919 + math.floor(now() * 1e6)) % 2147483647)
    salt = ('%dx%dx'):format(number, math.random(1e9))
    local host, cookie, body = os.getenv('W_HOST') or '', line('W_COOKIES', number), os.getenv('W_BODY') or ''
    if host ~= '' then wrk.headers['Host'] = host end
    if cookie ~= '' then wrk.headers['Cookie'] = cookie end
    if body ~= '' then post(body) end
end

function done(summary, latency)
    local yes, no, longest = 0, 0, 0
    for _, thread in ipairs(threads) do
        yes, no, longest = yes + thread:get('accepted'), no + thread:get('refused'), math.max(longest, thread:get('lasted'))
    end
    local e = summary.errors
    io.write(('RES requests=%d seconds=%.6f p50=%.3f p95=%.3f bytes=%d errors=%d accepted=%d refused=%d lasted=%.6f\n'):format(
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, summary.bytes,
        e.connect + e.read + e.write + e.status + e.timeout, yes, no, longest))
end
