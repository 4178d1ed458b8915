"""A page as one component: its HTML says what the components said, and nothing in it is read as more."""

from __future__ import annotations

import pytest

from dashboard.elements import find
from dashboard.parts.written import about, holds, markup, picture, word, written
from dashboard.untyped import dcc, html


def test_text_and_attributes_are_escaped():
    node = html.P(['<b>"5" & 6</b>'], title='"><script>', className="card-note")
    assert markup(node) == (
        '<p title="&quot;&gt;&lt;script&gt;" class="card-note">&lt;b&gt;"5" &amp; 6&lt;/b&gt;</p>'
    )


def test_properties_are_named_as_html_names_them():
    image = html.Img(src="data:,", alt="", hidden=True, style={"--at": "3px", "fontSize": "12px"})
    said = markup(html.Div([image, None, 2018], tabIndex="0", **{"aria-hidden": "true"}))
    assert said == (
        '<div tabindex="0" aria-hidden="true">'
        '<img src="data:," alt="" hidden style="--at:3px;font-size:12px">2018</div>'
    )


def test_a_property_that_html_does_not_have_is_told_where_it_is_made():
    with pytest.raises(TypeError, match="P of HTML has no property 'clasName'"):
        html.P("handmade", clasName="note")


def test_an_element_is_found_by_its_id_anywhere_inside():
    inner = html.P("handmade", id={"files": "handmade"})
    page = html.Div(["handmade", None, html.Section([dcc.Store(id="kept"), inner], id="outer"), 2018])
    assert find(page, {"files": "handmade"}) is inner and find(page, "outer").type == "Section"
    assert find(page, "kept").id == "kept" and find(page, "absent") is None


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
