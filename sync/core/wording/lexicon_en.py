"""English words by what they mean. Base forms; ``english.py`` finds them behind inflected ones."""

from __future__ import annotations

from sync.core.wording.senses import Deed, Part, Thing, words

DEEDS: dict[Deed, str] = {
    Deed.CHANGE: """
        increase raise grow lift boost improve reduce decrease cut lower shorten shrink expand
        extend accelerate speed slash trim minimize minimise maximize maximise optimize optimise
        enhance strengthen elevate scale tighten narrow widen deepen drop drive push move shift
        curb decline fall rise climb advance multiply streamline simplify sharpen stabilize
        stabilise double triple quadruple halve intensify diversify broaden uplift nudge amplify
        eliminate ramp improvement reduction growth development acceleration expansion
        optimization optimisation streamlining strengthening bring-down bring-up push-down
        push-up move-up drive-down drive-up level-up step-up refine enrich evolve outpace
        bolster cement change alter diminish enlarge offset outperform reinforce slow solidify
        stimulate revitalize revitalise energize cultivate harmonize harmonise balance rebalance
        spread unblock overcome tackle rectify correct halt expedite""",
    Deed.REACH: """
        achieve reach hit attain obtain gain secure generate produce earn exceed surpass beat
        realize realise total cross collect capture receive score arrive claim net yield see
        find source add bring bring-in pass represent equal account come ensure guarantee
        deliver get return save clear accept recoup achievement generation contribute bill
        invoice stand amount rack catch gather draw unlock uncover extract retrieve redeem
        originate succeed show""",
    Deed.SELL: """
        close sign sell win land acquire attract convert renew upsell cross-sell resell onboard
        activate reactivate recover retain enroll enrol monetize monetise subscribe regain
        acquisition renewal activation reactivation recovery purchase buy choose refer upgrade
        switch ship adopt register contract win-back sign-up re-engage re-sign penetrate engage
        bring-back enlist rescue revive restore salvage convince persuade join insure""",
    Deed.KEEP: """
        keep maintain sustain preserve stay remain limit cap contain prevent avoid protect
        restrict maintenance preservation uphold defend keep-up conserve guard block""",
    Deed.MAKE: """
        build create develop form establish construct craft found compose creation assemble
        establishment building invent engineer fabricate manufacture""",
    Deed.TASK: """
        implement launch roll-out introduce install deploy migrate integrate automate set-up set
        configure write draft prepare document design redesign define complete finish finalize
        finalise hire recruit promote train teach update revise rewrite translate open
        renegotiate negotiate organize organise test pilot research audit clean clean-up fix
        solve release select map identify restructure reorganize reorganise assign approve
        digitize digitalize transfer merge rename refresh rebuild remodel relaunch outsource
        procure investigate standardize standardise formalize formalise unify consolidate import
        export upload refactor compile assess evaluate determine specify submit announce
        institute implementation deployment installation migration integration automation
        preparation introduction hiring recruitment recruiting rollout redesigning restructuring
        plan segment restock rebrand staff purge archive relocate equip supply script codify
        systematize overhaul revamp repair print certify put-together write-down figure-out
        find-out split redo rework appoint agree-on adapt adjust allocate amend apply authorize
        authorise calculate calibrate cancel categorize classify clarify combine commence
        compare compute decide delegate delete derive describe devise diagnose differentiate
        discontinue divide edit embed enact estimate examine experiment file formulate initiate
        inspect label link list localize modernize modify name nominate normalize outline patent
        pinpoint poll prototype realign recalculate reconcile re-engineer refund reform remove
        replace reposition retrain retire rotate route screen separate simulate sketch sort
        start begin kick-off steer structure summarize swap synchronize tailor terminate
        transcribe transition validate verify visualize withdraw customize customise centralize
        centralise benchmark wrap-up decommission""",
    Deed.ACTIVITY: """
        call dial email e-mail mail message text phone contact visit meet-with interview survey
        attend participate conduct host present demo pitch follow-up follow reach-out connect
        discuss talk speak communicate publish tweet blog distribute send log track monitor
        review report analyze analyse check coach mentor shadow prospect network schedule
        arrange chat exhibit sponsor advertise nurture share ask listen read invite remind
        educate cold-call knock brainstorm celebrate spend demonstrate perform facilitate
        participation attendance hand-out discussion distribution canvass dm ping circulate sit
        consult advise moderate post book film shoot accompany acknowledge bargain broadcast
        chase correspond counsel debate discover entertain explain forward greet inform instruct
        interact lecture liaise notify observe propose question recommend search solicit suggest
        thank travel tutor volunteer welcome probe ring watch take-part fill-in fill-out""",
    Deed.ROUTINE: """
        continue support serve process handle respond reply answer resolve troubleshoot service
        administer comply operate manage supervise provide keep-on carry-on oversee assist
        control govern enforce settle treat dispatch transport render react compliance
        continuation""",
    Deed.FULFIL: "meet fulfil fulfill execute fulfilment fulfillment satisfy carry-out",
    Deed.LIGHT: "do have go run make give take hold put offer undertake",
    Deed.VAGUE: """
        work work-on focus be understand learn align collaborate help enable empower explore
        strive aim think act care feel embrace foster encourage motivate leverage cooperate
        coordinate prioritize prioritise know involve look pay-attention concentrate aid address
        anticipate capitalize compete harness influence innovate iterate mobilize navigate
        pursue recognize specialize strategize use utilize utilise orient commit happen seek
        study practice practise""",
    Deed.ASPIRE: """
        become delight impress master own lead inspire transform turn prove dominate conquer
        excel reinvent revolutionize revolutionise disrupt redefine win-over wow outshine
        pioneer shape reshape champion perfect spearhead unite""",
    Deed.STRIVE: "will want need try must should intend shall let let's",
}

NOUNS: dict[Thing, str] = {
    Thing.METRIC: """
        revenue sales turnover income profit profitability margin ebitda arr mrr acv tcv gmv ltv
        clv cltv cac cpl cpa cpo arpu arpa aov nps csat enps ces nrr grr roi romi roas roe dso
        ctr cr asp wau mau dau conversion rate ratio share churn retention attrition cycle time
        duration velocity speed lead-time average median check size value price cost expense
        spend discount discounting score rating satisfaction loyalty adoption activation
        engagement usage utilization utilisation coverage penetration accuracy growth win-rate
        pipeline bookings backlog receivables debt percentage percent frequency traffic visitor
        productivity awareness ramp length latency uptime downtime response turnaround
        time-to-value wallet mix index advocacy stickiness payback overhead throughput yield
        occupancy spending stock inventory overdue prepayment runway burn basket ticket-size
        cash delay error defect complaint return no-show cancellation footfall take-rate
        sell-out sell-through loss escalation bounce rank ranking markup mark-up variance
        follower download impression view reply completion fulfilment fulfillment attainment
        upsells win-ratio""",
    Thing.FUZZY: """
        quality efficiency effectiveness performance process relationship relation communication
        collaboration culture skill knowledge experience service morale motivation teamwork
        alignment work workflow excellence understanding expertise brand image reputation
        position presence function organization organisation approach cooperation operation
        discipline ownership transparency visibility trust mindset focus professionalism
        everything business company result success interaction partnership""",
    Thing.OUTCOME: """
        customer client account buyer user subscriber lead prospect opportunity logo contract
        agreement partner reseller distributor dealer franchisee referral recommendation
        reference renewal signup sign-up registration trial student member intro introduction
        licence license seat subscription request inquiry enquiry upsell cross-sell purchase
        market mql sql sqls mqls userbase base advocate testimonial shop retailer hotel supplier
        household patient tenant attendee participant enrolment enrollment rfp rfq tender bid
        installer integrator wholesaler chain guest store merchant payment review endorsement
        pilot country city region territory award vertical advertiser owner school clinic bank
        agency people buy-in""",
    Thing.SALE: "deal sale unit item product piece transaction order good supplies car ton tonne",
    Thing.ACT: """
        call dial meeting email e-mail mail letter message demo demonstration visit interview
        webinar presentation proposal quote pitch session training workshop event conference
        show exhibition tradeshow fair post article podcast outreach touch touchpoint
        conversation activity follow-up one-on-one brochure flyer leaflet mailing newsletter
        campaign survey qbr ebr check-in briefing lunch seminar meetup roundtable ad feedback
        appointment discussion negotiation cold-call sync stand-up standup coaching invitation
        offsite trip attempt video reel story sms chat""",
    Thing.ARTIFACT: """
        crm system software tool platform app application website site page landing dashboard
        report script playbook template deck guide manual procedure policy regulation document
        documentation database program programme project model feature integration portal bot
        chatbot catalogue catalog list card case content module course channel office branch
        scoring routing analysis audit research segmentation telephony infrastructure automation
        form questionnaire blog book library summary stage roadmap persona profile calculator
        tracker board checklist sequence stack structure concept kit brief datasheet whitepaper
        ebook budget path standard framework matrix warehouse studio material configuration
        method methodology api reporting pricing screen department strategy division""",
    Thing.STAFF: """
        rep sdr bdr ae am csm manager seller salesperson salespeople salesman employee staff
        specialist director head vp agent consultant engineer leader executive newcomer hire
        recruiter assistant intern trainer teammate headcount colleague personnel workforce
        representative cro role team""",
    Thing.PLAN: "plan quota target kpi norm goal okr",
    Thing.AMOUNT: "number amount volume quantity count sum total level set figure",
    Thing.PERIOD: """
        day week month quarter year end start beginning deadline date period term season weekend
        monday tuesday wednesday thursday friday saturday sunday hour minute second today half
        morning evening eoq eoy eom ytd mom yoy qoq due annum january february march april may
        june july august september october november december""",
}

PARTS: dict[Part, str] = {
    Part.PREPOSITION: """
        of in on at to from by for with without within between among through per under above
        over below until till before after during against across into via about as than since
        toward towards around behind despite beyond amid versus vs""",
    Part.CONJUNCTION: "and or but while so that which who whose because if when where then plus",
    Part.FUNCTION: """
        the a an our your their my its his we you they i it this these those all each every any
        some no not only also just both such other us them he she most approximately roughly
        almost nearly there please again currently now up down""",
    Part.ADJECTIVE: """
        new existing key main major big bigger large larger small smaller medium mid-market
        strong stronger better best good great higher high low lower long longer short shorter
        more less fewer least overall net-new gross annual monthly weekly daily quarterly
        regular active qualified enterprise corporate strategic loyal returning first last next
        current same different successful effective efficient happy cold warm hot potential old
        dormant lost paying paid free recurring repeat unique inbound outbound organic
        additional extra further early late fast faster quick direct indirect b2b b2c smb vip
        legacy local regional national international global digital online offline social
        personal stalled open bi-weekly one-to-one""",
}

COMPARATIVES = words("higher lower more fewer less better faster shorter larger bigger")
"""At the head of a phrase they promise a change: «higher average deal size»."""
