"""A page as one component: its HTML says what the components said, and nothing in it is read as more."""

from __future__ import annotations

from dashboard.parts.written import about, holds, markup, picture, word, written
from dashboard.untyped import dcc, html


def test_text_and_attributes_are_escaped():
    node = html.P(['<b>"5" & 6</b>'], title='"><script>', className="card-note")
    assert markup(node) == (
        '<p class="card-note" title="&quot;&gt;&lt;script&gt;">&lt;b&gt;"5" &amp; 6&lt;/b&gt;</p>'
    )


def test_properties_are_named_as_html_names_them():
    image = html.Img(src="data:,", alt="", hidden=True, style={"--at": "3px", "fontSize": "12px"})
    said = markup(html.Div([image, None, 2018], tabIndex="0", **{"aria-hidden": "true"}))
    assert said == (
        '<div tabindex="0" aria-hidden="true">'
        '<img alt="" hidden src="data:," style="--at:3px;font-size:12px">2018</div>'
    )


def test_a_link_within_the_site_is_followed_by_the_browser_alone_unless_it_loads_a_document():
    assert markup(dcc.Link("Mirror", href="/mirror")) == '<a href="/mirror" data-within="1">Mirror</a>'
    assert "data-within" not in markup(dcc.Link("Checks", href="/checks", refresh=True))


def test_pictures_words_and_what_callbacks_know_leave_room_for_themselves():
    known = html.Div(id={"files": "handmade", "part": "list"})
    page = html.Div(
        [
            html.Section(
                picture("line", 300, "no answer", figure={}, rows={}, about={"title": "Handmade"}),
                id="card-line",
            ),
            word("sentence-unit", "Unit", "million", typed=False, options=[("unit=", "million")]),
            known,
        ]
    )
    props = written(page)["props"]
    assert [each["card"] for each in props["pictures"]] == ["line"]
    assert 'data-card="line" data-failed="no answer" style="height:300px"' in props["html"]
    assert set(props["words"]) == {"sentence-unit"} and 'aria-label="Unit"' in props["html"]
    assert props["children"] == [known] and props["html"].count('class="slot"') == 1
    assert about(written(page), "line") == {"title": "Handmade"} and about(written(page), "map") is None
    assert holds(written(page), "card-line") and not holds(written(page), "card-map")
