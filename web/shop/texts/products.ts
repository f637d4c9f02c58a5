import type { Language } from "../languages.ts";

export interface ProductText {
  readonly name: string;
  readonly about: string;
}

/** Names and descriptions by product id and language. */
export const productTexts: Readonly<Record<string, Readonly<Record<Language, ProductText>>>> = {
  "HV-101": {
    en: {
      name: "Tuuli wind jacket",
      about:
        "A light jacket for open fells and sea crossings. Recycled shell, long back, a hood that stays where you put it. Packs into its own pocket.",
    },
    fi: {
      name: "Tuuli-tuulitakki",
      about:
        "Kevyt takki avotunturiin ja merimatkalle. Kierrätetty kuori, pitkä selkä ja huppu, joka pysyy päässä. Pakkautuu omaan taskuunsa.",
    },
    et: {
      name: "Tuuli tuulejope",
      about:
        "Kerge jope lagedaks tunturiks ja meresõiduks. Taaskasutatud materjalist pealisriie, pikem seljaosa ja kapuuts, mis püsib peas. Mahub omaenda taskusse.",
    },
    ru: {
      name: "Ветровка Tuuli",
      about:
        "Лёгкая куртка для открытых сопок и морских переходов. Верх из переработанной ткани, удлинённая спинка, капюшон, который не слетает. Убирается в собственный карман.",
    },
  },
  "HV-102": {
    en: {
      name: "Reppu day pack 22 l",
      about:
        "Carries a day's food, a dry jersey and a thermos without rattling. Waxed cotton, leather straps, a sleeve for a laptop on weekdays.",
    },
    fi: {
      name: "Reppu-päiväreppu 22 l",
      about:
        "Kantaa päivän eväät, kuivan paidan ja termospullon kolisematta. Vahattua puuvillaa, nahkahihnat ja arkena tasku kannettavalle.",
    },
    et: {
      name: "Reppu päevamatkakott 22 l",
      about:
        "Mahutab päeva toidu, kuiva kampsuni ja termose, ilma et miski koliseks. Vahatatud puuvill, nahkrihmad ja argipäevaks sülearvutitasku.",
    },
    ru: {
      name: "Рюкзак Reppu 22 л",
      about:
        "Вмещает еду на день, сухой свитер и термос, и ничего не гремит. Вощёный хлопок, кожаные ремни, в будни — отделение для ноутбука.",
    },
  },
  "HV-103": {
    en: {
      name: "Laavu tarp 3 × 3 m",
      about:
        "A roof for four and their fire. Sixteen loops, reflective lines, 780 grams. Pitch it as a lean-to or a tent.",
    },
    fi: {
      name: "Laavu-erätarppi 3 × 3 m",
      about:
        "Katto neljälle ja nuotiolle. Kuusitoista lenkkiä, heijastavat narut, 780 grammaa. Pystytä laavuksi tai teltaksi.",
    },
    et: {
      name: "Laavu varikatus 3 × 3 m",
      about:
        "Katus neljale ja nende lõkkele. Kuusteist aasa, helkurnöörid, 780 grammi. Üles saab panna nii kaldkatuse kui ka telgina.",
    },
    ru: {
      name: "Тент Laavu 3 × 3 м",
      about:
        "Крыша для четверых и их костра. Шестнадцать петель, светоотражающие оттяжки, 780 граммов. Ставится навесом или шатром.",
    },
  },
  "HV-104": {
    en: {
      name: "Routa work gloves",
      about:
        "Reindeer leather with a wool lining that comes out to dry. Made for chopping wood at twenty below.",
    },
    fi: {
      name: "Routa-työkäsineet",
      about:
        "Poronnahkaa, ja villavuori irtoaa kuivumaan. Tehty halonhakkuuseen kahdenkymmenen asteen pakkasessa.",
    },
    et: {
      name: "Routa töökindad",
      about:
        "Põhjapõdranahk ja villane vooder, mille saab kuivama võtta. Tehtud puulõhkumiseks kahekümnekraadises pakases.",
    },
    ru: {
      name: "Рабочие перчатки Routa",
      about:
        "Оленья кожа и съёмная шерстяная подкладка, которую легко просушить. Сделаны, чтобы колоть дрова в двадцатиградусный мороз.",
    },
  },
  "HV-105": {
    en: {
      name: "Savu camp kettle 1.2 l",
      about:
        "Blackened steel, a handle that stays cool, a spout that doesn't drip. Older with every fire.",
    },
    fi: {
      name: "Savu-nokipannu 1,2 l",
      about:
        "Mustattua terästä, kahva pysyy viileänä eikä nokka tiputa. Komistuu jokaisella nuotiolla.",
    },
    et: {
      name: "Savu matkakatel 1,2 l",
      about:
        "Mustatud teras, jahedaks jääv sang ja tila, mis ei tilgu. Läheb iga lõkkega ilusamaks.",
    },
    ru: {
      name: "Походный чайник Savu 1,2 л",
      about: "Воронёная сталь, ручка не нагревается, носик не капает. Хорошеет с каждым костром.",
    },
  },
  "HV-106": {
    en: {
      name: "Lumi merino socks",
      about: "Warm when wet, dry by morning. 80 % merino wool, knitted in Tampere. Sizes 36–47.",
    },
    fi: {
      name: "Lumi-merinosukat",
      about:
        "Lämpimät märkinäkin, aamuksi kuivat. 80 % merinovillaa, neulottu Tampereella. Koot 36–47.",
    },
    et: {
      name: "Lumi meriinosokid",
      about:
        "Soojad ka märjana, hommikuks kuivad. 80% meriinovilla, kootud Tamperes. Suurused 36–47.",
    },
    ru: {
      name: "Носки Lumi из мериноса",
      about:
        "Греют и мокрыми, к утру высыхают. 80 % мериносовой шерсти, связаны в Тампере. Размеры 36–47.",
    },
  },
  "HV-201": {
    en: {
      name: "Havu wool blanket",
      about:
        "130 × 180 cm of Finnish lambswool in the green of spruce twigs. For the sofa, the dock and the back seat.",
    },
    fi: {
      name: "Havu-villahuopa",
      about:
        "130 × 180 cm suomalaista karitsanvillaa kuusenhavun vihreänä. Sohvalle, laiturille ja takapenkille.",
    },
    et: {
      name: "Havu villapleed",
      about:
        "130 × 180 cm Soome lambavilla kuuseoksa rohelises toonis. Diivanile, paadisillale ja autosse.",
    },
    ru: {
      name: "Шерстяной плед Havu",
      about:
        "130 × 180 см финской овечьей шерсти цвета еловых веток. На диван, на причал и на заднее сиденье.",
    },
  },
  "HV-202": {
    en: {
      name: "Kaamos lantern",
      about:
        "A storm lantern for a candle or a light chain. Galvanised steel, thick glass; bright enough for the darkest month.",
    },
    fi: {
      name: "Kaamos-lyhty",
      about:
        "Myrskylyhty kynttilälle tai valosarjalle. Sinkittyä terästä ja paksua lasia; valaisee vuoden pimeimmän kuun.",
    },
    et: {
      name: "Kaamose latern",
      about:
        "Tormilatern küünlale või valguskettile. Tsingitud teras ja paks klaas; valgustab ka aasta pimedaima kuu.",
    },
    ru: {
      name: "Фонарь Kaamos",
      about:
        "Штормовой фонарь для свечи или гирлянды. Оцинкованная сталь, толстое стекло; светит в самый тёмный месяц года.",
    },
  },
  "HV-203": {
    en: {
      name: "Kuksa birch cup",
      about:
        "Carved by hand from curly birch, with room for coffee and a finger. Never wash it with soap.",
    },
    fi: {
      name: "Kuksa visakoivusta",
      about: "Käsin veistetty visakoivusta, mahtuu kahvi ja sormi. Älä koskaan pese pesuaineella.",
    },
    et: {
      name: "Kuksa maarjakasest",
      about: "Käsitsi voolitud maarjakasest, mahutab kohvi ja sõrme. Ära pese kunagi seebiga.",
    },
    ru: {
      name: "Кружка-кукса из берёзы",
      about:
        "Вырезана вручную из карельской берёзы: кофе и палец для ручки. Никогда не мойте с мылом.",
    },
  },
  "HV-301": {
    en: {
      name: "Löyly bucket and ladle",
      about: "Four litres of aspen and copper. The ladle is long enough for the upper bench.",
    },
    fi: {
      name: "Löyly-kiulu ja kauha",
      about: "Neljä litraa haapaa ja kuparia. Kauhan varsi yltää ylälauteelta kiukaalle.",
    },
    et: {
      name: "Löyly saunakibu ja kulp",
      about: "Neli liitrit haavapuud ja vaske. Kulbi vars ulatub ülemiselt lavalt keriseni.",
    },
    ru: {
      name: "Ушат и ковш Löyly",
      about: "Четыре литра осины и меди. Ручки ковша хватает от верхнего полка до каменки.",
    },
  },
  "HV-302": {
    en: {
      name: "Pellava linen towel",
      about: "Washed linen, 70 × 140 cm. Dries you, then dries itself before the next round.",
    },
    fi: {
      name: "Pellava-saunapyyhe",
      about: "Pestyä pellavaa, 70 × 140 cm. Kuivaa sinut ja kuivuu itse ennen seuraavia löylyjä.",
    },
    et: {
      name: "Pellava linane saunarätik",
      about: "Pestud lina, 70 × 140 cm. Kuivatab sind ja kuivab ise enne järgmist leili.",
    },
    ru: {
      name: "Льняное полотенце Pellava",
      about: "Стираный лён, 70 × 140 см. Вытирает вас и успевает высохнуть до следующего захода.",
    },
  },
  "HV-303": {
    en: {
      name: "Honka sauna headrest",
      about: "Heat-treated pine, curved for the neck. For those who stay the longest.",
    },
    fi: {
      name: "Honka-päänalunen saunaan",
      about: "Lämpökäsiteltyä mäntyä, niskan muotoon kaareva. Niille, jotka viipyvät pisimpään.",
    },
    et: {
      name: "Honka sauna peatugi",
      about: "Termotöödeldud mänd, kaela järgi kaarduv. Neile, kes jäävad kõige kauemaks.",
    },
    ru: {
      name: "Подголовник для сауны Honka",
      about: "Термообработанная сосна, изгиб по форме шеи. Для тех, кто остаётся дольше всех.",
    },
  },
};
