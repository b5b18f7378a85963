"""Invented names: the county's towns and units, what its organizations are called, and how its people are."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.core.facts.terms import OrganizationType
from shejian.demo.drawing import Draw

COUNTY = "澜川县"
_FIRST = "澜潆砚棠岫禾蓼璞"
_SECOND = "川塬湄汀岭浦坪陂"
COUNTIES = tuple(first + second + "县" for second in _SECOND for first in _FIRST)
"""Names of counties that do not exist; 澜川县 is the first."""

SEAT = "城关镇"
TOWNS = (SEAT, "北塬镇", "河湾镇", "柳林镇", "白塔镇", "石门镇")
STREETS = ("建设路", "文化路", "滨河路", "人民路", "民主巷", "新市街", "南环路")

ASSOCIATION, SERVICE, FOUNDATION = OrganizationType.ASSOCIATION, OrganizationType.SERVICE, OrganizationType.FOUNDATION


@dataclass(frozen=True, slots=True)
class Field:
    """A line of work (行业领域): the unit competent for it, and what organizations in it are called, those of the
    whole county and those of one town."""

    industry: str
    competent: str
    type: OrganizationType
    in_county: str = ""
    in_town: str = ""


FIELDS = (
    Field(
        "农业及农村发展",
        "农业农村局",
        ASSOCIATION,
        "养羊协会 养蜂协会 苹果产业协会 花椒产业协会 蔬菜产业协会 食用菌产业协会 核桃产业协会 "
        "中药材行业协会 奶牛养殖协会 农民专业合作社联合会 农产品加工协会 小杂粮产业协会",
        "果业协会 养殖协会 种植技术协会",
    ),
    Field("生态环境", "林业和草原局", ASSOCIATION, "绿色家园促进会 环境保护协会 林产品协会 野生动植物保护协会"),
    Field(
        "文化",
        "文旅局",
        ASSOCIATION,
        "书法家协会 美术家协会 摄影家协会 作家协会 戏剧家协会 音乐家协会 舞蹈家协会 "
        "民间文艺家协会 诗词楹联学会 收藏协会 剪纸协会 皮影艺术协会 非物质文化遗产保护协会 "
        "旅游协会 朗诵协会",
        "民间文化艺术协会",
    ),
    Field("文化", "文旅局", SERVICE, "墨香书画院 新苗艺术团 秦声民间艺术团 汇文美术馆 古陶博物馆"),
    Field(
        "体育",
        "文旅局",
        ASSOCIATION,
        "羽毛球协会 乒乓球协会 篮球协会 足球协会 太极拳协会 武术协会 登山户外运动协会 钓鱼协会 "
        "象棋协会 围棋协会 自行车运动协会 门球协会 广场舞协会 冬泳协会",
    ),
    Field("体育", "文旅局", SERVICE, "飞跃篮球俱乐部 晨跑健身俱乐部 小勇士跆拳道俱乐部"),
    Field(
        "教育",
        "教育局",
        SERVICE,
        "小脚印幼儿园 大风车幼儿园 童乐幼儿园 晨星幼儿园 春芽幼儿园 七彩幼儿园 博文教育培训学校 "
        "新蕾艺术培训中心 墨童书画培训中心 星火少儿活动中心 育德高级中学 弘毅外国语学校",
        "金苹果幼儿园 向阳幼儿园",
    ),
    Field("教育", "教育局", ASSOCIATION, "教育学会 民办教育协会 家庭教育研究会"),
    Field("教育", "教育局", FOUNDATION, "教育发展基金会"),
    Field(
        "职业及从业组织",
        "人社局",
        SERVICE,
        "启航职业培训学校 匠心职业技能培训学校 巧手家政职业培训学校 安驾机动车驾驶培训学校",
    ),
    Field("卫生", "卫健局", ASSOCIATION, "医师协会 护理学会 中医药学会 乡村医生协会 口腔医学会 健康促进会"),
    Field("卫生", "卫健局", SERVICE, "康宁医院 仁和中医医院 博爱骨科医院 慈安康复医院 明视眼科医院"),
    Field(
        "养老服务",
        "民政局",
        SERVICE,
        "颐和老年养护院 康宁养老服务中心 夕阳红日间照料中心 鹤龄居家养老服务中心",
        "老年养护院 日间照料中心",
    ),
    Field(
        "社会服务",
        "民政局",
        SERVICE,
        "蓝天社会工作服务中心 暖阳社会工作服务中心 橙丝带公益服务中心 同行社区服务中心 "
        "益心社会组织服务中心 守护未成年人关爱中心",
        "社会工作服务站",
    ),
    Field(
        "社会服务",
        "民政局",
        ASSOCIATION,
        "志愿者协会 慈善协会 社会工作协会 婚庆礼仪协会 残疾人互助协会 关爱退役军人协会 巾帼志愿者协会",
        "老年人协会 志愿者协会",
    ),
    Field("社会服务", "民政局", FOUNDATION, "慈善基金会"),
    Field("社会服务", "应急管理局", SERVICE, "川鹰救援队"),
    Field(
        "工商业服务",
        "工商业联合会",
        ASSOCIATION,
        "餐饮行业协会 建筑业协会 物业服务行业协会 家政服务业协会 道路运输协会 汽车维修行业协会 "
        "美容美发协会 电子商务协会 个体劳动者协会 民营企业家协会 青年创业协会 女企业家协会 "
        "建材行业协会 粮油行业协会 福建商会 浙江商会 四川商会 河南商会 山西商会",
        "个体劳动者协会",
    ),
    Field(
        "科技与研究",
        "科学技术协会",
        ASSOCIATION,
        "科普研究会 老科技工作者协会 农村专业技术协会联合会 地方史研究会 气象服务协会",
    ),
    Field("法律", "司法局", ASSOCIATION, "法律服务工作者协会 人民调解员协会"),
)
ATTACHED = (
    Field("农业及农村发展", "水务局", ASSOCIATION, in_town="农民用水户协会"),
    Field("农业及农村发展", "农业农村局", ASSOCIATION, in_town="扶贫互助协会"),
)
"""The organizations of towns whose Party branches are only attached to others (挂靠)."""


@dataclass(frozen=True, slots=True)
class Called:
    """An organization's name, and what goes with it."""

    name: str
    type: OrganizationType
    industry: str
    competent: str
    town: str


@dataclass(frozen=True, slots=True)
class Place:
    """A county by its number: 0 is 澜川县, whose units are called as people there call them (县教育局); those of the
    others bear the county's name, so that several counties fit into one ledger."""

    number: int

    @property
    def county(self) -> str:
        return COUNTIES[self.number % len(COUNTIES)] + (
            f"第{self.number // len(COUNTIES) + 1}片区" if self.number >= len(COUNTIES) else ""
        )

    @property
    def authority(self) -> str:
        return f"{self.county}民政局"

    @property
    def committee(self) -> str:
        return f"{self.county}社会组织综合党委"

    @property
    def short(self) -> str:
        """The county in the numbers of papers (澜社综党发)."""
        return self.county[:2] if self.number else self.county[0]

    def unit(self, name: str) -> str:
        return f"县{name}" if self.number == 0 else f"{self.county}{name}"

    def town(self, name: str) -> str:
        return name if self.number == 0 else f"{self.county}{name}"

    def called(self, fields: tuple[Field, ...], draw: Draw) -> list[Called]:
        """Every name there is, each once, in any order."""
        found = []
        for one in fields:
            competent = self.unit(one.competent)
            for stem in one.in_county.split():
                town = SEAT if draw.chance(45) else draw.one(TOWNS)
                found.append(Called(self.county + stem, one.type, one.industry, competent, self.town(town)))
            for stem in one.in_town.split():
                found += [
                    Called(f"{self.county}{town}{stem}", one.type, one.industry, competent, self.town(town))
                    for town in TOWNS
                ]
        return draw.shuffled(found)


SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔"
    "谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙贺顾毛郝龚邵万钱严武孔"
)
GIVEN_MALE = "伟强军勇杰涛明超刚平辉鹏飞斌波亮俊峰磊宏建国志海文博宇浩然嘉泽诚毅林松柏山川远正德厚"
GIVEN_FEMALE = "芳娜敏静丽娟艳霞秀玲桂英华慧巧美雅芝玉萍红娥琴兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛婷瑾颖露瑶怡婵"


def person_name(draw: Draw, *, male: bool) -> str:
    """A person's name; several persons may bear the same."""
    given = GIVEN_MALE if male else GIVEN_FEMALE
    second = draw.one(given) if draw.chance(78) else ""
    return draw.one(SURNAMES) + draw.one(given) + second
