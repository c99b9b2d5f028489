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

  // The queue answers before its first comment is laid out; a narrow screen has no room for both, and does not ask.
  const beside = async place => {
    if (!place || !place.checkVisibility()) return
    const answer = await fetch(place.dataset.beside, { headers: { "X-Requested-With": "XMLHttpRequest" } })
    if (!answer.ok || answer.redirected) return // decided by another meanwhile, or logged out: the link says so
    place.nextElementSibling.remove()
    place.outerHTML = await answer.text()
    desk.querySelector(".queue li").setAttribute("aria-current", "true")
  }
  beside(desk.querySelector("[data-beside]")).catch(() => {}) // offline: the link is still there

  const step = by => {
    const links = [...desk.querySelectorAll(".queue li > a")]
    const here = links.findIndex(link => link.closest("li").hasAttribute("aria-current"))
    const next = links[here + by]
    if (next) next.click()
  }

  // What refuses needs a rule and a reason: the key leads to what is missing first.
  const press = button => {
    const form = button.form
    const reason = form.elements.reason
    if (button.classList.contains("risk") || button.dataset.grave) {
      const rule = form.querySelector("[name=rule]:checked")
      if (!rule) return form.querySelector("[name=rule]").focus()
      if (!reason.value.trim()) return reason.focus()
    }
    button.click()
  }

  document.addEventListener("keydown", event => {
    if (off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const writes = event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]")
    if (writes || document.querySelector("dialog[open]")) return
    if (event.key === "j" || event.key === "k") {
      event.preventDefault()
      return step(event.key === "j" ? 1 : -1)
    }
    if (event.key === "?" && help) {
      event.preventDefault()
      return help.showModal()
    }
    const button = [...desk.querySelectorAll("[data-key]")].find(one => one.dataset.key === event.key)
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
