"""What each column of a table is taken for, as a person would."""

from __future__ import annotations

import numpy as np
import pytest

from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data

INDEX_HEADS = (
    *("rownames", "X", "...1", "Obs", "S.No", "Serial No.", "observation_number", "IntID#", "Id"),
    *(
        "",
        "index",
        "Unnamed: 0",
        "row",
        "No.",
        "case",
        "#",
        "Sl No",
        "i",
        "IDnum0",
        "pidnum",
        "hid",
    ),
)


@pytest.mark.parametrize("head", INDEX_HEADS)
def test_a_column_that_counts_the_rows_measures_nothing(head: str) -> None:
    data = parse_data(f"{head},x,y\n1,5,1\n2,4,3\n3,7,1\n4,6,2")

    assert data.column_labels == ("x", "y")
    assert data.row_labels == ("1", "2", "3", "4")


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        # no head, and gaps, as a filtered table has them
        (
            ",height,weight\n3,170,60\n7,180,80\n12,165,58\n40,175,77",
            ("height", "weight"),
            ("3", "7", "12", "40"),
        ),
        # an id of which one comes twice
        (
            "Id,h,w\n1,170.5,60\n2,180,80\n2,165,58\n40,175,77",
            ("h", "w"),
            ("1", "2", "2", "40"),
        ),
        # shuffled, as a sample of a table has them
        (",h,w\n7,170,60\n3,180,80\n40,165,58", ("h", "w"), ("7", "3", "40")),
        ("rownames,h,w\n7,170,60\n3,180,80\n40,165,58", ("h", "w"), ("7", "3", "40")),
        ("rownames,h,w\n1.1,170,60\n1.2,180,80\n1.10,165,58", ("h", "w"), ("1.1", "1.2", "1.10")),
        ("code,h,w\n4,170,60\n2,180,80\n9,165,58", ("h", "w"), ("4", "2", "9")),
        ("AreaKey,h,w\n7,170,60\n3,180,80\n40,165,58", ("h", "w"), ("7", "3", "40")),
        # counted again for each of two arms
        ("no.,h,w\n1,170,60\n2,180,80\n1,165,58\n2,175,77", ("h", "w"), ("1", "2", "1", "2")),
        ("Ss,h,w\n1,170,60\n2,180,80\n3,165,58", ("h", "w"), ("1", "2", "3")),
        (
            "inst,h,w\n3.0,170,60\n3.0,180,80\n?,165,58\n5.0,1,2\n7.0,2,3",
            ("h", "w"),
            ("3.0", "3.0", "", "5.0", "7.0"),
        ),
        ("subidr,h,w\n1,170,60\n1,180,80\n2,165,58", ("h", "w"), ("1", "1", "2")),
        ("county,h,w\n1,170,60\n1,172,61\n3,180,80\n5,165,58", ("h", "w"), ("1", "1", "3", "5")),
        ("identifier,h,w\n7,170,60\n3,180,80\n40,165,58", ("h", "w"), ("7", "3", "40")),
        # the same subject in several rows
        (
            "subject,day,x\n1,1,5.5\n1,2,4\n2,1,7\n2,2,6",
            ("day", "x"),
            ("1", "1", "2", "2"),
        ),
    ],
)
def test_an_index_may_have_gaps_and_repeat(
    text: str, columns: tuple[str, ...], rows: tuple[str, ...]
) -> None:
    data = parse_data(text)

    assert (data.column_labels, data.row_labels) == (columns, rows)


@pytest.mark.parametrize(
    "text",
    [
        "X,Y\n1,2\n2,4\n3,5",
        "x,y\n1,2\n2,4\n3,5",
        "hour,load\n1,20\n2,24\n3,35",
        "no2,o3\n1,20\n2,24\n3,35",
        "1,2\n2,4\n3,5",
    ],
)
def test_a_measurement_that_counts_up_stays(text: str) -> None:
    assert parse_data(text).values[:, 0].tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("year,jan,feb\n1950,23.1,24\n1951,24.2,25\n1952,24,25.5", ("jan", "feb"), "1950"),
        # better known by the year than by its number
        ("Obs,x,YEAR,y\n1,5,1947,1\n2,4,1948,3\n3,7,1949,1", ("x", "y"), "1947"),
        ("name,year,x,y\na,1947,5,1\nb,1948,4,3\nc,1949,7,1", ("x", "y"), "a"),
        ("year,quarter,x,y\n" + "".join(f"{2000 + i // 4},{i % 4 + 1},{i * i},{i % 3}\n"
                                         for i in range(60)), ("x", "y"), None),
        ("year,price,use,time\n1951,26,3,1\n1952,27,5,2\n1953,32,4,3", ("price", "use"), "1951"),
        ("date,co2\n19580329,316.1\n19580405,317.3\n19580412,317.6", ("co2",), "19580329"),
        # counted anew for each subject
        ("time,x,y\n1,5,1\n2,4,3\n3,7,1\n1,6,2\n2,1,1\n3,5,2\n", ("x", "y"), None),
        # as rows of a panel, and whatever else is measured
        ("year,x\n1951,26\n1952,27\n1951,32\n1952,30", ("x",), None),
    ],
)  # fmt: skip
def test_when_a_row_was_observed_is_no_measurement(
    text: str, columns: tuple[str, ...], rows: str | None
) -> None:
    data = parse_data(text)

    assert data.column_labels == columns
    assert next(iter(data.row_labels), None) == rows


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        # of two columns, both are drawn
        ("year,volume\n1871,1120\n1872,1160\n1873,963", ("year", "volume")),
        # how long, and not when
        ("years,x,y\n3,5,1\n5,4,3\n9,7,1", ("years", "x", "y")),
        ("time,x,y\n3,5,1\n5,4,3\n9,7,1", ("time", "x", "y")),
    ],
)
def test_a_time_may_be_a_measurement(text: str, columns: tuple[str, ...]) -> None:
    assert parse_data(text).column_labels == columns


def test_years_that_repeat_are_groups_or_left_out() -> None:
    few = parse_data("year,x,y\n2007,5,1\n2008,4,3\n2007,7,1\n2008,6,2")
    rows = "".join(f"{2000 + i // 2},{i * i},{i % 3}\n" for i in range(60))
    many = parse_data(f"year,x,y\n{rows}")

    assert [category.name for category in few.categories] == ["year"]
    assert [(c.name, c.reason, c.sample) for c in many.dropped] == [("year", "times", "2000")]


def test_columns_of_a_table_without_heads_keep_their_places() -> None:
    data = parse_data("M,0.455,0.365\nF,0.53,0.42\nM,0.35,0.265\nF,0.44,0.365")

    assert data.column_labels == ("column 2", "column 3")
    assert [category.name for category in data.categories] == ["column 1"]


WINE = (
    "1,14.2,1.7,2.4\n1,13.2,1.8,2.1\n2,12.3,0.9,1.3\n2,12.4,1.1,1.9\n3,13.1,3.3,2.2\n3,12.9,2.8,2.4"
)
SEEDS = "15.2,14.8,0.87,1\n14.8,14.5,0.88,1\n17.6,15.9,0.87,2\n18.1,16.1,0.88,2"


@pytest.mark.parametrize(
    ("text", "group", "codes"),
    [
        (WINE, "column 1", "112233"),
        (SEEDS, "column 4", "1122"),
        # the only codes beside real measurements and large whole numbers
        ("5.1,127,1065,0\n5.4,100,1050,0\n6.3,101,1185,1\n6,113,480,1", "column 4", "0011"),
        ("a,b,class\n1,5,0\n2,4,1\n3,7,0\n4,6,1", "class", "0101"),
        ("type,a,b\n3,5,1\n3,4,3\n7,7,1\n7,6,2", "type", "3377"),
        ("a,b,quality\n1.5,5,5\n2,4,6\n3,7,5\n4,6,6", "quality", "5656"),
    ],
)
def test_codes_of_groups_are_no_measurements(text: str, group: str, codes: str) -> None:
    data = parse_data(text)

    [category] = data.categories
    assert (category.name, "".join(category.values)) == (group, codes)
    assert group not in data.column_labels


def test_numbers_for_what_a_column_says_in_words_are_left_out() -> None:
    kinds = parse_data(
        "code,kind,x,y\n10,red,5,1\n20,blue,4,3\n10,red,7,1\n20,blue,6,2\n10,red,1,1"
    )
    begun = parse_data("x25,x,y,x25meaning\n1,5,1,a\n2,4,3,b\n3,7,1,c\n?,6,2,?")
    called = parse_data("prod,PRODID,x,y\nref,1,5,1\ntest,2,4,3\nref,1,7,1\ntest,3,6,2")

    for data in (kinds, begun, called):
        assert data.column_labels == ("x", "y")
        assert [dropped.reason for dropped in data.dropped] == ["ids"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("m,inch\n1.96,77\n1.93,76\n1.96,77\n1.93,76\n1.96,77", ("m", "inch")),
        ("word,x,y\na,5,1\nb,4,3\nc,7,1\na,6,1", ("x", "y")),
    ],
)
def test_numbers_for_other_numbers_stay(text: str, columns: tuple[str, ...]) -> None:
    assert parse_data(text).column_labels == columns


def test_numbers_of_things_are_groups_where_they_are_few() -> None:
    rows = "".join(f"{i // 2},{i * i % 7},{i * i}\n" for i in range(60))
    few = parse_data("x,store,y\n5,7,1\n4,3,3\n7,7,1\n6,3,2\n5,1,9\n4,1,3")
    many = parse_data(f"store,x,y\n{rows}")

    assert [category.name for category in few.categories] == ["store"]
    assert (few.column_labels, many.column_labels) == (("x", "y"), ("x", "y"))
    assert many.row_labels[:3] == ("0", "0", "1")


@pytest.mark.parametrize(
    "text",
    [
        # gears and carburettors: two columns of few whole numbers
        "mpg,gear,carb\n21.1,4,1\n22.8,4,1\n18.7,3,2\n18.1,3,2",
        # counts among whole numbers
        "a,b,c\n1,5,1\n2,4,1\n3,7,2\n4,6,2",
        # codes that do not count from 0 or 1
        "a,b,c\n1.5,5.5,20\n2.5,4.5,20\n3.5,7.5,40\n4.5,6.5,40",
    ],
)
def test_few_whole_numbers_may_be_measurements(text: str) -> None:
    assert parse_data(text).values.shape[1] == 3


def test_answers_of_yes_and_no_are_measurements_where_there_are_several() -> None:
    data = parse_data("id,class,v1,v2,v3\n1,1,y,n,y\n2,2,n,n,y\n3,1,y,?,n\n4,2,n,y,n")

    assert data.column_labels == ("v1", "v2", "v3")
    assert [category.name for category in data.categories] == ["class"]
    expected = [[1, 0, 1], [0, 0, 1], [1, np.nan, 0], [0, 1, 0]]
    np.testing.assert_array_equal(data.values, expected)


def test_one_column_of_two_words_beside_measurements_is_a_group() -> None:
    data = parse_data("sex,height,weight\nM,180,80\nF,165,60\nM,175,77\nF,170,62")

    assert data.column_labels == ("height", "weight")
    assert [category.name for category in data.categories] == ["sex"]


@pytest.mark.parametrize("text", [",0,1\na,1.5,2.5\nb,2,3", '"0","1"\n"a",1.5,2.5\n"b",2,3'])
def test_numbers_may_name_columns_where_the_rows_have_names(text: str) -> None:
    data = parse_data(text)

    assert (data.column_labels, data.row_labels) == (("0", "1"), ("a", "b"))
    assert data.values.tolist() == [[1.5, 2.5], [2, 3]]


def test_a_column_of_numbers_and_a_few_words_is_left_out_with_its_reason() -> None:
    data = parse_data("age,fare,ticket\n22,7.2,113803\n38,71.3,PC 17599\n26,7.9,373450\n35,8,11")

    assert data.column_labels == ("age", "fare")
    [dropped] = data.dropped
    assert (dropped.name, dropped.reason, dropped.sample) == ("ticket", "mixed", "PC 17599")


def test_a_table_of_nothing_but_ids_is_refused() -> None:
    with pytest.raises(InputError, match="The only numbers of this table, id, say which row"):
        parse_data("id\n1\n2\n3")


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        # zeros give all of them one length
        ("place", ("001", "013", "121", "045")),
        ("Postal Code", ("42420", "90036", "27604", "90036")),
        ("zip", ("42420", "90036", "27604", "90036")),
        ("STATE_FIPS", ("17", "18", "17", "29")),
        ("cntyfips", ("17", "18", "17", "29")),
        ("politycode", ("700.0", "339.0", "?", "365.0")),
    ],
)
def test_numbers_that_stand_for_places_are_no_measurements(
    head: str, codes: tuple[str, ...]
) -> None:
    rows = "".join(f"{code},{i * i % 7}.5,{i}\n" for i, code in enumerate(codes))
    data = parse_data(f"{head},x,y\n{rows}")

    assert data.column_labels == ("x", "y")


def test_zeros_before_all_numbers_are_how_they_are_printed() -> None:
    assert parse_data("a,b\n001,020\n013,100\n121,007").values.shape == (3, 2)


@pytest.mark.parametrize(
    "text",
    [
        # few codes of a place, and of a treatment
        "code group,x,y\n1,2.5,1\n2,3,4\n1,5,6\n2,7,8",
        "trt,x,y\n1,2.5,1\n2,3,4\n1,5,6\n2,7,8",
        "rep,x,y\n1,2,1\n2,3,4\n1,5,6\n2,7,8",
        # every taster with every wine
        "wine,judge,score\n1,A,5\n1,B,4\n2,A,7\n2,B,8\n3,A,1\n3,B,2",
        # one after the other
        "wafer,side,x\n1,1,1.5\n1,2,3\n1,1,5\n2,2,2\n2,1,2\n2,2,4\n3,1,3\n3,2,4\n3,1,2\n3,2,1",
        # as often each, at the end of real measurements
        "x,y,rabbit\n1.5,1,1\n2,3,2\n3,5,3\n1,2,4\n2,2,1\n1,4,2\n3,3,3\n4,1,4",
    ],
)
def test_planned_numbers_are_groups(text: str) -> None:
    data = parse_data(text)

    [category] = [c for c in data.categories if all(value.isdigit() for value in c.values)]
    assert category.name not in data.column_labels


def test_many_counts_at_the_end_are_measurements() -> None:
    rows = "".join(f"{10 + i % 7}.5,{i % 5},{size}\n" for i, size in enumerate([2, 3, 3, 2, 4] * 9))
    data = parse_data(f"bill,tip,size\n{rows}20.5,1,1\n21.5,3,6\n22.5,2,5")

    assert data.column_labels == ("bill", "tip", "size")


def test_a_number_for_each_word_is_a_code_of_it_only_beside_it_or_where_it_counts() -> None:
    beside = parse_data(
        "make,number,width,length\n" + "audi,5500,66.5,1\nbmw,5800,64.5,2\nfiat,5100,60.5,4\n" * 3
    )
    apart = parse_data(
        "make,width,length,rpm\n" + "audi,66.5,1,5500\nbmw,64.5,2,5800\nfiat,60.5,4,5100\n" * 3
    )

    assert beside.column_labels == ("width", "length")
    assert apart.column_labels == ("width", "length", "rpm")


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("date", ("2000", "2000.08333", "2000.16667", "2000.25")),
        ("sample.yr", ("1995", "1996", "1998", "2001")),
    ],
)
def test_years_and_their_parts_are_times(head: str, cells: tuple[str, ...]) -> None:
    rows = "".join(f"{cell},{i * i % 7}.5,{i}\n" for i, cell in enumerate(cells))

    assert parse_data(f"{head},x,y\n{rows}").column_labels == ("x", "y")


def test_years_in_which_something_began_are_measurements() -> None:
    data = parse_data("birth.year,x,y\n1995,2.5,1\n1996,3,4\n1998,5,6\n2001,7,8")

    assert data.column_labels == ("birth.year", "x", "y")


def test_two_answers_beside_many_measurements_are_groups() -> None:
    data = parse_data(
        "income,limit,age,student,married\n14.9,3606,34,No,Yes\n106,6645,82,Yes,Yes\n"
        "104.5,7075,71,No,No\n148.9,9504,36,No,No\n55.8,4897,68,Yes,No"
    )

    assert data.column_labels == ("income", "limit", "age")
    assert [category.name for category in data.categories] == ["student", "married"]


def test_ages_with_ranges_are_the_names_of_the_rows() -> None:
    data = parse_data(
        "age,n,use\n12,2798,3.9\n13,2757,8.5\n14,2792,18.1\n22-23,4707,84.2\n65+,2448,49"
    )

    assert data.row_labels == ("12", "13", "14", "22-23", "65+")
    assert data.column_labels == ("n", "use")


@pytest.mark.parametrize("cell", ["76 (+1)", "80 (+2*)", "0.5**", "0.5 †", "[294]"])
def test_a_number_with_a_remark_is_a_word(cell: str) -> None:
    data = parse_data(f"x,y,radius\n1,2,10\n3,5,20\n4,1,30\n5,5,{cell}")

    [dropped] = data.dropped
    assert (dropped.name, dropped.reason, dropped.sample) == ("radius", "mixed", cell)


def test_texts_that_are_too_long_for_names_are_left_out() -> None:
    shapes = [f"POLYGON (({i} {'0' * 100}))" for i in range(3)]
    data = parse_data(
        "shape,county,x,y\n" + "".join(f"{s},c{i},{i}.5,{i * i}\n" for i, s in enumerate(shapes))
    )

    assert data.row_labels == ("c0", "c1", "c2")
    assert [(dropped.name, dropped.reason) for dropped in data.dropped] == [("shape", "words")]


def test_a_long_head_is_cut_off() -> None:
    data = parse_data(f"state,{'share ' * 20}of all,y\na,1,2\nb,3,5")

    assert data.column_labels[0].startswith("share share")
    assert (len(data.column_labels[0]), data.column_labels[0][-1]) == (100, "…")


def test_many_different_numbers_under_a_word_that_ends_in_id_are_ids() -> None:
    ids = "".join(f"{k * k},{k % 7}.5,{k % 5}\n" for k in range(20))
    kids = "".join(f"{k % 4},{k % 7}.5,{k % 5}\n" for k in range(20))

    assert parse_data(f"studyid,x,y\n{ids}").column_labels == ("x", "y")
    assert parse_data(f"kid,x,y\n{kids}").column_labels == ("kid", "x", "y")


def test_people_are_counted_in_any_place() -> None:
    data = parse_data("rownames,student,beers,bac\n1,1,5,0.1\n2,2,2,0.03\n3,3,9,0.19")
    customers = parse_data("shop,staff,customer\na,5,40\nb,2,35\nc,9,60")

    assert data.column_labels == ("beers", "bac")
    assert customers.column_labels == ("staff", "customer")


def test_many_groups_one_after_the_other_are_ids() -> None:
    blocks = "".join(f"{k // 3},{k % 7}.5,{k % 5}\n" for k in range(60))
    classes = "".join(f"{k // 2 % 3},{k % 7}.5,{k % 5},{4000 + k // 4}\n" for k in range(60))

    assert parse_data(f"group,x,y\n{blocks}").column_labels == ("x", "y")
    assert parse_data(f"w,x,y,childid\n{classes}").column_labels == ("w", "x", "y")


def test_signs_by_themselves_are_words() -> None:
    data = parse_data("found,x,y\n+,5,15\n-,13,1\n+,16,2\n-,20,5")

    assert data.column_labels == ("x", "y")
    assert [(dropped.name, dropped.reason) for dropped in data.dropped] == [("found", "words")]
