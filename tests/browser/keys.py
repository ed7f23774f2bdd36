"""Somebody who uses the keyboard alone: Tab, arrows, Space and Enter, and what they type."""

from playwright.sync_api import Page

FURTHEST = 120
IS_HERE = r"""([css, words]) => {
  const at = document.activeElement;
  return at.matches(css) && (!words || (at.textContent || at.value || "").replace(/\s+/g, " ").includes(words));
}"""
SHOWS_FOCUS = """() => {
  const at = document.activeElement;
  const near = [at, at.nextElementSibling, at.parentElement?.querySelector("label")].filter(Boolean);
  const looks = near.flatMap(each => [getComputedStyle(each), getComputedStyle(each, "::before")]);
  return looks.some(look => look.boxShadow !== "none" || (look.outlineStyle !== "none" && look.outlineWidth !== "0px"));
}"""


class Keys:
    """No mouse: everything is reached with Tab, and where the focus is can be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, css: str, words: str = "") -> None:
        """Tab on to something; fails when Tab never gets there, or nobody could see that it did."""
        for _ in range(FURTHEST):
            if self.page.evaluate(IS_HERE, [css, words]):
                assert self.page.evaluate(SHOWS_FOCUS), f"nobody sees that {css} {words} has the focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {css} {words} on {self.page.url}")

    def past_the_menu(self) -> None:
        """The skip link is the first thing Tab reaches."""
        self.page.keyboard.press("Tab")
        self.to("a.govuk-skip-link")
        self.page.keyboard.press("Enter")

    def follow(self, words: str) -> None:
        """A link."""
        self.to("a", words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, words: str) -> None:
        """A button."""
        self.to("button", words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, name: str, text: str) -> None:
        """Into a box, over what stands in it."""
        self.to(f'[name="{name}"]')
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def tick(self, name: str, value: str) -> None:
        """A box that may be ticked."""
        self.to(f'input[name="{name}"][value="{value}"]')
        self.page.keyboard.press("Space")

    def choose(self, name: str, value: str) -> None:
        """One of a group of radio buttons: Tab to the group, and the arrows within it."""
        self.to(f'input[name="{name}"]')
        self.page.keyboard.press("Space")
        for _ in range(self.page.locator(f'input[name="{name}"]').count()):
            if self.page.locator(f'input[name="{name}"][value="{value}"]').is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {value} of {name}")
