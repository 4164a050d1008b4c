-- Each request is another person's: an address of their own, which our proxy tells, and one of several browsers. nginx believes
-- nobody's word about addresses: with the argument "by-browser" each person has a browser of their own instead.
local browsers = {
  "Mozilla/5.0 (Linux; Android 14; SM-A146B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
}
math.randomseed(os.time() * 1000 + math.floor(os.clock() * 1e6) % 1000)
local n = math.random(0, 16777215)

local by_browser = false

init = function(arguments)
  by_browser = arguments[1] == "by-browser"
end

request = function()
  n = (n + 1) % 16777216
  local address = string.format("10.%d.%d.%d", math.floor(n / 65536), math.floor(n / 256) % 256, n % 256)
  wrk.headers["X-Forwarded-For"] = address
  wrk.headers["User-Agent"] = browsers[n % #browsers + 1] .. (by_browser and " Reader/" .. n or "")
  wrk.headers["Sec-Fetch-Site"] = "same-origin"
  return wrk.format("POST")
end
