"""Example tables that stand ready.

``people``
    Invented, as in a lecture: a person is a vector of height, weight and age.
``iris``
    Every fifth flower of each kind from the measurements that E. Anderson made and R. A. Fisher
    published in 1936 ("The use of multiple measurements in taxonomic problems"), in the public
    domain; scikit-learn carries all 150.
``fruits``
    What is in 100 g of each, raw, rounded: from the National Nutrient Database for Standard
    Reference (SR 28) of the U.S. Department of Agriculture, in the public domain (CC0 1.0); its
    entries 09003 (apple, with skin), 09037, 09040, 09050, 09070 (sweet cherry), 09132, 09148,
    09150, 09176, 09200, 09236, 09252, 09266, 09302, 09316 and 09326.
``cities``
    Mean temperatures and rain in a year as weather services have them for 1991 to 2020, in whole
    degrees and tens of millimetres: round figures to compute with, not to look up. Tables of
    earlier years (Met Office for Cape Town, climatestotravel.com for London, Madrid, Moscow, Delhi,
    New York and Reykjavik, theodora.com for Nairobi) differ from them by up to 2 degrees and a
    fifth of the rain.
"""

from __future__ import annotations

PEOPLE = """\
name,height (cm),weight (kg),age
Ann,170,60,23
Bob,176,80,31
Cleo,165,58,22
Dan,173,77,40
Eva,163,50,19
Finn,178,95,35
Gina,170,67,23
Hugo,168,71,45
Ida,172,62,58
Jon,177,74,24
"""

FRUITS = """\
fruit,energy (kcal),water (g),sugar (g),fibre (g),vitamin C (mg),potassium (mg)
apple,52,86,10.4,2.4,5,107
avocado,160,73,0.7,6.7,10,485
banana,89,75,12.2,2.6,9,358
blueberry,57,84,10,2.4,10,77
cherry,63,82,12.8,2.1,7,222
grape,69,81,15.5,0.9,3,191
kiwi,61,83,9,3,93,312
lemon,29,89,2.5,2.8,53,138
mango,60,83,13.7,1.6,36,168
orange,47,87,9.4,2.4,53,181
peach,39,89,8.4,1.5,7,190
pear,57,84,9.8,3.1,4,116
pineapple,50,86,9.9,1.4,48,109
raspberry,52,86,4.4,6.5,26,151
strawberry,32,91,4.9,2,59,153
watermelon,30,91,6.2,0.4,8,112
"""

CITIES = """\
city,January (°C),July (°C),rain (mm),continent
Berlin,1,20,570,Europe
London,6,19,620,Europe
Madrid,6,26,420,Europe
Moscow,-6,20,710,Europe
Reykjavik,1,12,860,Europe
Cairo,14,29,20,Africa
Cape Town,22,13,520,Africa
Lagos,28,26,1540,Africa
Nairobi,20,17,870,Africa
Beijing,-3,27,530,Asia
Delhi,14,31,770,Asia
Mumbai,25,28,2500,Asia
Singapore,27,28,2110,Asia
Tokyo,5,26,1600,Asia
Lima,24,18,10,America
Mexico City,15,18,880,America
New York,1,25,1260,America
Sydney,24,13,1150,Australia
"""

IRIS = """\
flower,sepal length,sepal width,petal length,petal width,species
setosa 1,5.1,3.5,1.4,0.2,setosa
setosa 2,5.4,3.9,1.7,0.4,setosa
setosa 3,5.4,3.7,1.5,0.2,setosa
setosa 4,5.7,4.4,1.5,0.4,setosa
setosa 5,5.4,3.4,1.7,0.2,setosa
setosa 6,5,3,1.6,0.2,setosa
setosa 7,4.8,3.1,1.6,0.2,setosa
setosa 8,5,3.2,1.2,0.2,setosa
setosa 9,5,3.5,1.3,0.3,setosa
setosa 10,4.8,3,1.4,0.3,setosa
versicolor 1,7,3.2,4.7,1.4,versicolor
versicolor 2,5.7,2.8,4.5,1.3,versicolor
versicolor 3,5,2,3.5,1,versicolor
versicolor 4,6.7,3.1,4.4,1.4,versicolor
versicolor 5,5.9,3.2,4.8,1.8,versicolor
versicolor 6,6.6,3,4.4,1.4,versicolor
versicolor 7,5.5,2.4,3.8,1.1,versicolor
versicolor 8,6,3.4,4.5,1.6,versicolor
versicolor 9,5.5,2.6,4.4,1.2,versicolor
versicolor 10,5.7,3,4.2,1.2,versicolor
virginica 1,6.3,3.3,6,2.5,virginica
virginica 2,7.6,3,6.6,2.1,virginica
virginica 3,6.5,3.2,5.1,2,virginica
virginica 4,6.4,3.2,5.3,2.3,virginica
virginica 5,6.9,3.2,5.7,2.3,virginica
virginica 6,7.2,3.2,6,1.8,virginica
virginica 7,7.4,2.8,6.1,1.9,virginica
virginica 8,7.7,3,6.1,2.3,virginica
virginica 9,6.7,3.1,5.6,2.4,virginica
virginica 10,6.7,3,5.2,2.3,virginica
"""

TABLES = {"people": PEOPLE, "iris": IRIS, "fruits": FRUITS, "cities": CITIES}


def table(name: str) -> str:
    """Return the example of this name."""
    return TABLES[name]
