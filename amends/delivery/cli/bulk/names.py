"""Invented names for the copies: birds and plants, with the same initials, so that lists and pages still fit."""

from functools import cache
from itertools import product

FIRST = """
Alder Avens Auk Aspen Briar Bryony Bunting Bay Clover Cedar Crake Campion Dove Dunlin Daisy Dill Elder Erica Egret Eider
Finch Fern Flax Fescue Garganey Godwit Gorse Goldie Hazel Heather Holly Harrier Ivy Iris Ibis Inula Jay Juniper Jasmine
Jonquil Kestrel Kale Kerria Kite Linnet Lark Lily Linden Martin Myrtle Merlin Marigold Nettle Nigella Nuthatch Nightjar
Olive Oriel Orchid Osprey Plover Primrose Poppy Pipit Quail Quince Quillwort Quaking Robin Rowan Rosemary Rook Sorrel
Sedge Swift Saffron Tansy Teal Thyme Teasel Ulex Umber Ulmus Umbel Vetch Veery Violet Verbena Wren Willow Whin Woad Xylia
Xenia Xema Xeric Yarrow Yew Yaffle Yucca Zinnia Zephyr Zamia Zosia
"""
LAST = """
Alderfly Ashbank Avocet Amberwing Brambling Bittern Bluebell Bracken Bistort Chough Curlew Cowslip Comfrey Dunnock
Dotterel Dogwood Dewberry Eelgrass Elmwood Eglantine Everlast Fieldfare Fulmar Foxglove Fennel Goosander Grebe Guillemot
Gentian Hawthorn Hobby Heron Honesty Icebird Inkberry Ironwort Ivywood Jackdaw Jacana Jupiter Juncus Kittiwake Knot
Knapweed Kingcup Lapwing Lovage Larkspur Lichen Mallard Medlar Mugwort Mistle Nuthatch Nightwort Needham Newwood Oriole
Ouzel Oxlip Oatgrass Partridge Pochard Parsley Puffin Quailwood Quickthorn Quern Quillet Redshank Redpoll Rosebay Ragwort
Sandpiper Siskin Shrike Speedwell Turnstone Treecreeper Thistle Tormentil Umbrel Upwood Urtica Ural Velvetwing Valerian
Vervain Violetbank Wagtail Whimbrel Woodruff Wheatear Xanthium Xylem Xerus Xyris Yellowrattle Yewbank Yaffler Yarrowby
Zostera Zephyrbank Zinniaby Zamiabank
"""
_SECOND = "Ash Birch Crane Dale Fell Gale Hill Knoll Lea Marsh Rill Stone Tarn Wold"
SECOND = ["", *(f"-{name}" for name in _SECOND.split())]
WORDS_IN_A_NAME = 2


@cache
def pools(full_name: str) -> list[list[str]]:
    """The parts a name of the same initials is put together from: a first name, a last one, perhaps a second last one.

    Each pool begins with the part of the name itself.
    """
    words = [word for word in full_name.split() if word[0].isalpha()]
    if len(words) != WORDS_IN_A_NAME:
        return [[full_name], SECOND]
    found = []
    for word, pool in zip(words, (FIRST, LAST), strict=True):
        others = [name for name in pool.split() if name[0] == word[0].upper() and name != word]
        found.append([word, *others])
    return [*found, SECOND]


def count(full_name: str) -> int:
    """How many different names there are with these initials."""
    return len(list(product(*pools(full_name))))
