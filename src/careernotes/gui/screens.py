"""Every screen by name, and where its controller is; a screen is imported when it is first opened."""

# name -> "module:class", a subclass of careernotes.gui.navigation.ScreenController
SCREENS: dict[str, str] = {
    "today": "careernotes.gui.controllers.today:TodayController",
    "people": "careernotes.gui.controllers.people:PeopleController",
    "person": "careernotes.gui.controllers.person:PersonController",
    "journey": "careernotes.gui.controllers.journey:JourneyController",
    "closing": "careernotes.gui.controllers.closing:ClosingController",
    "intake": "careernotes.gui.controllers.intake:IntakeController",
    "agreement": "careernotes.gui.controllers.agreement:AgreementController",
    "expectations": "careernotes.gui.controllers.expectations:ExpectationsController",
    "sample": "careernotes.gui.controllers.sample:SampleController",
    "before": "careernotes.gui.controllers.before:BeforeController",
    "session": "careernotes.gui.controllers.session:SessionController",
    "after": "careernotes.gui.controllers.after:AfterController",
    "search": "careernotes.gui.controllers.search:SearchController",
    "report": "careernotes.gui.controllers.report:ReportController",
    "pool": "careernotes.gui.controllers.pool:PoolController",
    "keeper": "careernotes.gui.controllers.keeper:KeeperController",
    "supervision": "careernotes.gui.controllers.supervision:SupervisionController",
    "growth": "careernotes.gui.controllers.growth:GrowthController",
    "sign": "careernotes.gui.controllers.sign:SignController",
    "workshops": "careernotes.gui.controllers.workshops:WorkshopsController",
    "aids": "careernotes.gui.controllers.aids:AidsController",
    "guide": "careernotes.gui.controllers.guide:GuideController",
    "help_now": "careernotes.gui.controllers.help_now:HelpNowController",
    "settings": "careernotes.gui.controllers.settings:SettingsController",
}

# To the pool: open the form at once, as it is filled in.
AT_ONCE = "at_once"
# To the HR report: which of the two leaves.
CONTRIBUTE, OWN_LIST = "contribute", "list"

# The two entrances, which no navigator leads to; the guide has a part about them.
UNLOCK, FIRST_RUN = "unlock", "first_run"

# Screens that need no open vault: the trustee pools without one, limits and guide can be read by anybody.
KEEPERS = frozenset({"pool", "keeper"})
WITHOUT_VAULT = KEEPERS | {"help_now", "guide"}
