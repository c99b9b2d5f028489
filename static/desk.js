// The desk by keyboard, the first comment of a queue beside it, and the seconds in which a decision can be undone. Without it everything is
// done by buttons and links.
(() => {
  const desk = document.querySelector(".desk.three")
  if (!desk) return
  const OFF = "desk-keys-off"
  const keys = desk.querySelector("[data-keys]")
  const help = desk.querySelector("#desk-keys")
  let off = localStorage.getItem(OFF) === "1"

  const show = () => {
    if (keys) keys.setAttribute("aria-pressed", String(!off))
    desk.classList.toggle("keyless", off)
  }
  if (keys) {
    keys.hidden = false
    keys.addEventListener("click", () => {
      off = !off
      if (off) localStorage.setItem(OFF, "1")
      else localStorage.removeItem(OFF)
      show()
    })
  }
  show()

  // Each pane scrolls by itself where there is room for several; elsewhere the admin's frame does.
  const scrolls = pane => pane.scrollHeight > pane.clientHeight && getComputedStyle(pane).overflowY === "auto"

  // What is to be decided on is seen first: not only the thread above it, and not below the form, which lies over the end of its pane.
  const reveal = () => {
    const line = desk.querySelector(".queue li[aria-current]")
    const queue = line && line.closest(".pane")
    if (queue && scrolls(queue)) {
      const over = line.getBoundingClientRect().bottom - queue.getBoundingClientRect().bottom
      if (over > 0) queue.scrollTop += over + queue.clientHeight / 3
    }
    const target = desk.querySelector(".case article.target")
    if (!target || location.hash) return
    const pane = target.closest(".pane")
    const form = pane.querySelector(".decide")
    const { top, bottom } = target.getBoundingClientRect()
    const start = Math.max(pane.getBoundingClientRect().top, 0)
    const end = form ? Math.min(form.getBoundingClientRect().top, innerHeight) : innerHeight
    if (top >= start && bottom <= end) return
    if (scrolls(pane)) pane.scrollTop += top - pane.getBoundingClientRect().top - 16
    else if (desk.classList.contains("opened")) target.scrollIntoView()
  }

  // The admin's menu takes its width after the page has come, and lines are broken anew: until somebody does something, it is looked at again.
  const follow = () => {
    reveal()
    const chain = desk.querySelector(".case .chain")
    if (!chain) return
    const sizes = new ResizeObserver(reveal)
    sizes.observe(chain)
    for (const what of ["wheel", "pointerdown", "keydown", "touchstart"]) addEventListener(what, () => sizes.disconnect(), { once: true, passive: true })
  }
  follow()

  // The queue answers before its first comment is laid out; a narrow screen has no room for both, and does not ask.
  const beside = async place => {
    if (!place || !place.checkVisibility()) return
    const answer = await fetch(place.dataset.beside, { headers: { "X-Requested-With": "XMLHttpRequest" } })
    if (!answer.ok || answer.redirected) return // decided by another meanwhile, or logged out: the link says so
    place.nextElementSibling.remove()
    place.outerHTML = await answer.text()
    desk.querySelector(".queue li").setAttribute("aria-current", "true")
    follow()
  }
  beside(desk.querySelector("[data-beside]")).catch(() => {}) // offline: the link is still there

  const step = by => {
    const links = [...desk.querySelectorAll(".queue li > a")]
    const here = links.findIndex(link => link.closest("li").hasAttribute("aria-current"))
    const next = links[here + by] || desk.querySelector(`.pages [rel=${by > 0 ? "next" : "prev"}]`)
    if (next) next.click()
  }

  // What refuses needs a rule and a reason: the key leads to what is missing first. Spam is a rule of its own.
  let wanted = null
  const press = button => {
    const form = button.form
    const reason = form.elements.reason
    wanted = button
    if (button.classList.contains("risk") || button.dataset.grave) {
      const spam = form.querySelector("[data-rule=spam]")
      if (button.dataset.key === "s" && spam && !form.querySelector("[name=rule]:checked")) spam.checked = true
      const rule = form.querySelector("[name=rule]:checked")
      if (!rule) return form.querySelector("[name=rule]").focus()
      if (!reason.value.trim()) return reason.focus()
    }
    button.click()
  }

  // A Korean keyboard gives ㅓ where the key says j, or nothing at all: then the key itself counts.
  const pressed = event => {
    if (event.shiftKey || /^[a-z]$/.test(event.key)) return event.key
    return /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.key
  }

  document.addEventListener("keydown", event => {
    if (off || event.altKey || event.isComposing) return
    const writes = event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]")
    if (writes && event.key === "Escape") return event.target.blur()
    if (event.ctrlKey || event.metaKey) {
      if (writes && event.key === "Enter" && wanted && event.target.form === wanted.form) press(wanted)
      return
    }
    if (writes || document.querySelector("dialog[open]")) return
    const key = pressed(event)
    if (key === "j" || key === "k") {
      event.preventDefault()
      return step(key === "j" ? 1 : -1)
    }
    if (key === "?" && help) {
      event.preventDefault()
      return help.showModal()
    }
    const button = [...desk.querySelectorAll("[data-key]")].find(one => one.dataset.key === key)
    if (!button) return
    event.preventDefault()
    if (button.form && button.type === "submit") press(button)
    else button.click()
  })

  const undo = desk.querySelector("[data-undo]")
  if (undo) {
    let left = Number(undo.dataset.undo)
    const said = undo.querySelector("[data-undo-left]")
    const timer = setInterval(() => {
      left -= 1
      if (left <= 0) {
        clearInterval(timer)
        undo.remove()
      } else said.textContent = said.textContent.replace(/\d+/, String(left))
    }, 1000)
  }
})()
